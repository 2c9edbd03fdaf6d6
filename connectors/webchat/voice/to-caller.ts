import type { ConnectorContext } from "../../contract.ts";
import type { CallToVisitor } from "../wire.ts";
import { readCallName } from "./call-name.ts";

type Unnamed<Message> = Message extends unknown ? Omit<Message, "callId"> : never;

/** Tells the browser that a call came from something about it; it knows the call by the name that it gave itself. */
export function toCaller(
  { live }: Pick<ConnectorContext<unknown>, "live">,
  call: string,
  message: Unnamed<CallToVisitor>,
): void {
  const { visitorId, callId } = readCallName(call);
  live(visitorId).send({ ...message, callId } satisfies CallToVisitor);
}
