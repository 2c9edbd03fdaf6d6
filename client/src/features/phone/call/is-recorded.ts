import type { Call } from "../../../../../server/contract/calls.ts";

/** Whether what is said now is kept. */
export const isRecorded = (call: Call): boolean => {
  const { recordingRule, isRecordingRefused, isPaused, answeredAt, endedAt } = call;
  return (
    recordingRule !== "never" && !isRecordingRefused && !isPaused && answeredAt !== null && endedAt === null
  );
};
