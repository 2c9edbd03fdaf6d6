import type { Handler } from "./answer.ts";
import { callSidIn } from "./caller.ts";

/** Sound is there to be fetched: of a call, or of a message that was left. */
export const hearRecording: Handler = async ({ context }, { fields }) => {
  const { RecordingSid: externalId, RecordingStatus, RecordingSource, RecordingStartTime = "" } = fields;
  if (RecordingStatus !== "completed" || !externalId) return undefined;
  const startedAt = new Date(RecordingStartTime);
  if (Number.isNaN(startedAt.getTime())) return undefined;
  await context.calls.tellRecording(callSidIn(fields), {
    externalId,
    kind: RecordingSource === "RecordVerb" ? "voicemail" : "call",
    startedAt: startedAt.toISOString(),
    seconds: Number.parseInt(fields.RecordingDuration ?? "0", 10) || 0,
  });
  return undefined;
};
