import type { Identity, InboundMessage, InboundReceipt } from "../../connectors/contract.ts";

let made = 0;

/** A message of one visitor on one thread, unless values say otherwise; each is a new one. */
export function message({
  address = "visitor",
  name,
  proven,
  ...values
}: Partial<Omit<InboundMessage, "from">> & {
  address?: string;
  name?: string;
  proven?: Identity[];
} = {}): InboundMessage {
  return {
    type: "message",
    externalId: `m-${++made}`,
    thread: "thread",
    from: { identity: { kind: "visitor", address }, name, proven },
    text: "Hello",
    ...values,
  };
}

export const receipt = (values: Pick<InboundReceipt, "messageId" | "state" | "upTo">): InboundReceipt => ({
  type: "receipt",
  externalId: `r-${++made}`,
  ...values,
});
