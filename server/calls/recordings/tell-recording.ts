import type { CarrierRecording } from "../../../connectors/contract.ts";
import { recordingSegments } from "../../../db/schema/calls.ts";
import type { Deps } from "../../lib/deps.ts";
import { addJob } from "../../lib/jobs.ts";
import { keyText } from "../../lib/plain-text.ts";
import { changeCall } from "../change-call.ts";
import { isUnserved } from "../end-call.ts";
import type { CallRow } from "../hold-call.ts";
import { keepVoicemail } from "../keep-voicemail.ts";

interface Told {
  channelId: string;
  /** The carrier's name for the call. */
  call: string;
  recording: CarrierRecording;
}

const roundedMs = 1_000;

/** Notes sound that a carrier has, and has it fetched; the same again is the same recording. */
export async function tellRecording(
  deps: Deps,
  { channelId, call: externalId, recording }: Told,
): Promise<void> {
  const { kind, seconds } = recording;
  if (seconds <= 0) return;
  await changeCall(deps, { channelId, externalId }, async (tx, held) => {
    const { call } = held;
    const startsAtMs = kind === "call" ? afterAnswerMs(recording.startedAt, call.answeredAt) : 0;
    if (kind === "call" && isRefused(call, startsAtMs)) return;
    const name = keyText(recording.externalId);
    const [segment] = await tx.db
      .insert(recordingSegments)
      .values({
        callId: call.id,
        kind,
        externalId: name,
        segment: deps.recordings.newSegment(),
        startsAtMs,
        channelCount: kind === "call" ? 2 : 1,
      })
      .onConflictDoNothing()
      .returning({ id: recordingSegments.id });
    if (!segment) return;
    await addJob(tx, "fetchRecording", { channelId, externalId: name, segmentId: segment.id });
    // That a caller who hung up had spoken, the carrier often says only now.
    if (kind === "voicemail" && isUnserved(call)) await keepVoicemail(tx, held);
  });
}

/** What was recorded before the caller was asked stays: from then on they have been off the record. */
const isRefused = ({ isRecordingRefused, offRecord }: CallRow, startsAtMs: number): boolean =>
  isRecordingRefused && startsAtMs + roundedMs > (offRecord.at(-1)?.[0] ?? 0);

/** Carriers round to seconds: what seems to begin before the answer began with it. */
function afterAnswerMs(startedAt: string, answeredAt: Date | null): number {
  const afterMs = Date.parse(startedAt) - (answeredAt?.getTime() ?? Number.NaN);
  return Number.isNaN(afterMs) ? 0 : Math.max(0, afterMs);
}
