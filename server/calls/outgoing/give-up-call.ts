import type { Deps } from "../../lib/deps.ts";
import { changeCall } from "../change-call.ts";
import { endUnanswered } from "./end-unanswered.ts";
import { isBeingCalled } from "./is-being-called.ts";
import { hasPickedUp } from "./meet-callee.ts";

/** Ends a call that nobody answered, where its carrier has not said so. */
export async function giveUpCall(deps: Deps, { callId }: { callId: string }): Promise<void> {
  await changeCall(deps, { id: callId }, async (tx, held) => {
    // Whoever has picked up may still be hearing that the call is recorded.
    if (isBeingCalled(held.call) && !hasPickedUp(held))
      await endUnanswered(tx, held, "noAnswer", "endedHere");
  });
}
