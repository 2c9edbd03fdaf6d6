import { tellRecording } from "../ends/tell-recording.ts";
import type { Handler } from "./answer.ts";
import { callSidIn } from "./caller.ts";

/** Sound is there to be fetched: of a call, or of a message that was left. */
export const hearRecording: Handler = async (running, { fields }) => {
  const { RecordingSid: sid, RecordingStatus, RecordingSource: source } = fields;
  if (RecordingStatus !== "completed" || !sid) return undefined;
  const startTime = new Date(fields.RecordingStartTime ?? "");
  await tellRecording(running, callSidIn(fields), {
    sid,
    source,
    startTime,
    duration: fields.RecordingDuration,
  });
  return undefined;
};
