import type { InboundReceipt } from "../../contract.ts";
import type { Understood } from "./understand.ts";

/** What it tells of our messages, besides being a message itself. */
export function receiptsOf({ externalId, report }: Understood): InboundReceipt[] {
  const { state, keys = [], reason } = report ?? {};
  if (!state) return [];
  return keys.map((messageId, at) => ({
    type: "receipt",
    externalId: `${externalId}/${state}${at > 0 ? `/${at}` : ""}`,
    messageId,
    state,
    ...(reason && { reason }),
  }));
}
