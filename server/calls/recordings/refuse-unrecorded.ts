import { AppError } from "../../lib/app-error.ts";
import type { CallRow } from "../hold-call.ts";

/** @throws AppError conflict for a call of which nothing is recorded, or nothing any more */
export function refuseUnrecorded(call: CallRow, isOver: boolean): void {
  const { recordingRule, isRecordingRefused } = call;
  if (isRecordingRefused) throw new AppError("conflict", "The caller does not want to be recorded.");
  if (recordingRule === "never") throw new AppError("conflict", "Calls of this queue are not recorded.");
  if (isOver) throw new AppError("conflict", "This call is over.");
}
