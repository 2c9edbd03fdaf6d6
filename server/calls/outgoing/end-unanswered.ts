import type { Tx } from "../../lib/transact.ts";
import { endCall } from "../end-call.ts";
import type { HeldCall } from "../hold-call.ts";

/** Why whomever we called was not met. */
export type Unanswered = "busy" | "noAnswer" | "failed";

/** Ends a call to somebody who was not met; nothing is to be done for them. */
export async function endUnanswered(
  tx: Tx,
  held: HeldCall,
  outcome: Unanswered,
  by: "callerLeft" | "endedHere",
): Promise<void> {
  held.call.outcome = outcome;
  await endCall(tx, held, by);
}
