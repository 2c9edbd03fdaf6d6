import type { RecordState } from "../../../connectors/contract.ts";
import type { Deps } from "../../lib/deps.ts";
import type { CallRow, HeldCall } from "../hold-call.ts";

/** Has a carrier that records do what the row says now; at a call's end it stops by itself. */
export function askToRecord({ carriers }: Pick<Deps, "carriers">, { call, before, asks }: HeldCall): void {
  const state = recordStateOf(call);
  if (call.stage === "ended" || state === recordStateOf(before.call)) return;
  const voice = carriers.voiceOf(call.channelId);
  if (voice && !voice.record) return;
  call.isRecordingPending = true;
  asks.push({ type: "record", state });
}

export function recordStateOf({ stage, recordingRule, isRecordingRefused, isPaused }: CallRow): RecordState {
  if (stage !== "active" || recordingRule === "never" || isRecordingRefused) return "off";
  return isPaused ? "paused" : "on";
}
