import type { Tx } from "../lib/transact.ts";
import { carryOutEffect } from "./carry-out-effect.ts";
import { type End, endCall } from "./end-call.ts";
import { advance } from "./flow/advance.ts";
import { stateOf } from "./go-on.ts";
import type { HeldCall } from "./hold-call.ts";
import { hasVoicemail, keepVoicemail } from "./keep-voicemail.ts";
import { endUnanswered } from "./outgoing/end-unanswered.ts";
import { isBeingCalled } from "./outgoing/is-being-called.ts";

/** Ends a call wherever its flow is. */
export async function closeCall(
  tx: Tx,
  held: HeldCall,
  end: Extract<End, "callerLeft" | "dropped" | "endedHere">,
): Promise<void> {
  const { call, now } = held;
  if (call.stage === "ended") return;
  // Whoever gives up, or is lost, while it still rings has not reached anybody.
  if (isBeingCalled(call))
    return endUnanswered(tx, held, end === "dropped" ? "failed" : "noAnswer", "endedHere");
  // Only sound proves that there is a message: the caller may have left before they spoke.
  if (stateOf(held).at === "voicemail" && (await hasVoicemail(tx, held))) await keepVoicemail(tx, held);
  if (call.flow) {
    const { state, effects } = advance(
      call.flow,
      stateOf(held),
      { type: "hungUp" },
      { now, officeHours: null },
    );
    call.flowState = state;
    for (const effect of effects) await carryOutEffect(tx, held, effect, { to: state });
  }
  await endCall(tx, held, end);
}
