import type { CallEffect, CallFlowState } from "../contract/call-flow-trial.ts";
import type { Tx } from "../lib/transact.ts";
import type { HeldCall } from "./hold-call.ts";
import { keepVoicemail } from "./keep-voicemail.ts";
import { makeCallTask } from "./make-call-task.ts";
import { enterQueue, type Laid } from "./queue/enter-queue.ts";
import { leaveQueue } from "./queue/leave-queue.ts";

/** A menu may lead back to itself, as often as its caller likes. */
const mostChoices = 50;

/** Does what a flow asks of the hub on its way to a state; `reason` is why work comes to lie elsewhere. */
export async function carryOutEffect(
  tx: Tx,
  held: HeldCall,
  effect: CallEffect,
  { to, reason = held.actorId ? "person" : "rule" }: { to: CallFlowState; reason?: Laid | undefined },
): Promise<void> {
  const { call } = held;
  switch (effect.type) {
    case "enterQueue":
      return enterQueue(tx, held, { queueId: effect.queueId, reason });
    case "leaveQueue":
      // Whoever accepted has the work by then.
      if (effect.reason !== "accepted") await leaveQueue(tx, held, { to, reason });
      return;
    case "refuseRecording":
      call.isRecordingRefused = true;
      return;
    case "noteChoice":
      call.choices = [...call.choices, { digit: effect.digit, label: effect.label }].slice(-mostChoices);
      return;
    case "askCallback":
      call.outcome = "callback";
      return makeCallTask(tx, held, {
        kind: "callback",
        title: "Call back, as the caller asked",
        expectedAt: effect.expectedAt,
      });
    case "keepVoicemail":
      return keepVoicemail(tx, held);
  }
}
