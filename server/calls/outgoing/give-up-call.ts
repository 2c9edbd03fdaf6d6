import type { Deps } from "../../lib/deps.ts";
import { changeCall } from "../change-call.ts";
import { endUnanswered } from "./end-unanswered.ts";
import { isBeingCalled } from "./is-being-called.ts";

/** Ends a call that nobody answered, where its carrier has not said so. */
export async function giveUpCall(deps: Deps, { callId }: { callId: string }): Promise<void> {
  await changeCall(deps, { id: callId }, async (tx, held) => {
    if (isBeingCalled(held.call)) await endUnanswered(tx, held, "noAnswer", "endedHere");
  });
}
