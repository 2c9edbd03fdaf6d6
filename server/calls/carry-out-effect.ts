import type { CallEffect } from "../contract/call-flow-trial.ts";
import type { Tx } from "../lib/transact.ts";
import { enterQueue } from "./enter-queue.ts";
import type { HeldCall } from "./hold-call.ts";
import { leaveQueue } from "./leave-queue.ts";
import { makeCallTask } from "./make-call-task.ts";

/** Does what a flow asks of the hub; `waitsOn` where the same step of it leads into a queue. */
export async function carryOutEffect(
  tx: Tx,
  held: HeldCall,
  effect: CallEffect,
  { waitsOn }: { waitsOn: boolean },
): Promise<void> {
  const { call } = held;
  switch (effect.type) {
    case "enterQueue":
      return enterQueue(tx, held, effect.queueId);
    case "leaveQueue":
      // Whoever accepted has the work by then.
      if (effect.reason !== "accepted") await leaveQueue(tx, held, { waitsOn });
      return;
    case "refuseRecording":
      call.isRecordingRefused = true;
      return;
    case "noteChoice":
      call.choices = [...call.choices, { digit: effect.digit, label: effect.label }];
      return;
    case "askCallback":
      call.outcome = "callback";
      return makeCallTask(tx, held, { kind: "callback", title: "Call back, as the caller asked" });
    case "keepVoicemail":
      call.outcome = "voicemail";
      return makeCallTask(tx, held, { kind: "todo", title: "Listen to the voicemail" });
  }
}
