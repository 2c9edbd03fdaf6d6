import type { Call } from "../../../../../server/contract/calls.ts";

/** Whether what is said now is kept. */
export const isRecorded = ({ recordingRule, isPaused, answeredAt, endedAt }: Call): boolean =>
  recordingRule !== "never" && !isPaused && answeredAt !== null && endedAt === null;
