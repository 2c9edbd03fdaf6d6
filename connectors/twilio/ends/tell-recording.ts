import type { RunningNumber } from "../running-number.ts";

/** Of a recording that is there, by a callback or a resource. */
interface Recorded {
  sid: string;
  source: string | undefined;
  startTime: Date;
  /** In seconds. */
  duration: string | undefined;
}

export async function tellRecording(
  { context }: RunningNumber,
  callSid: string,
  { sid, source, startTime, duration }: Recorded,
): Promise<void> {
  if (Number.isNaN(startTime.getTime())) return;
  await context.calls.tellRecording(callSid, {
    externalId: sid,
    kind: source === "RecordVerb" ? "voicemail" : "call",
    startedAt: startTime.toISOString(),
    seconds: Number.parseInt(duration ?? "0", 10) || 0,
  });
}
