import type { Exchange } from "../exchange.ts";
import { finishRecording } from "../recordings/finish-recording.ts";
import type { Call, EndStatus } from "./call.ts";
import { changeStatus, isOver } from "./change-status.ts";

/** Why what a call was busy with ended. */
export type Interruption = "redirected" | "ended";

/** Ends a call for good. Without a status: completed, or canceled where nobody had answered. */
export function endCall(exchange: Exchange, call: Call, status?: EndStatus): void {
  if (isOver(call)) return;
  changeStatus(exchange, call, status ?? (call.status === "in-progress" ? "completed" : "canceled"));
  call.over.abort("ended" satisfies Interruption);
  for (const recording of exchange.recordings.values()) {
    if (recording.callSid === call.sid && !recording.conferenceSid) finishRecording(exchange, recording);
  }
}
