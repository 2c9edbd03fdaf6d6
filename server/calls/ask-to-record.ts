import type { RecordState } from "./ask-carrier.ts";
import type { CallRow, HeldCall } from "./hold-call.ts";

/** Has the carrier record what the row says now; at a call's end it stops by itself. */
export function askToRecord({ call, before, asks }: HeldCall): void {
  const state = recordStateOf(call);
  if (call.stage !== "ended" && state !== recordStateOf(before.call)) asks.push({ type: "record", state });
}

function recordStateOf({ stage, recordingRule, isRecordingRefused, isPaused }: CallRow): RecordState {
  if (stage !== "active" || recordingRule === "never" || isRecordingRefused) return "off";
  return isPaused ? "paused" : "on";
}
