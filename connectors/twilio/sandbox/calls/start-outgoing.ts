import type { Exchange } from "../exchange.ts";
import { followCall, type Start } from "../twiml/follow-call.ts";
import type { Call } from "./call.ts";
import { ringOut } from "./ring-out.ts";

/** Rings somebody and, once that is answered, goes on with a document. */
export async function startOutgoing(
  exchange: Exchange,
  call: Call,
  timeoutSeconds: number,
  start: Start,
  answered: () => void,
): Promise<void> {
  if (!(await ringOut(exchange, call, timeoutSeconds))) return;
  answered();
  await followCall(exchange, call, start);
}
