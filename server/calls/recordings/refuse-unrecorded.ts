import { AppError } from "../../lib/app-error.ts";
import type { Talk } from "./hold-talk.ts";

/** @throws AppError conflict for a call of which nothing is recorded, or nothing any more */
export function refuseUnrecorded({ recordingRule }: Talk["call"], isOver: boolean): void {
  if (recordingRule === "never") throw new AppError("conflict", "Calls of this queue are not recorded.");
  if (isOver) throw new AppError("conflict", "This call is over.");
}
