import { and, eq } from "drizzle-orm";
import type { CarrierRecording } from "../../../connectors/contract.ts";
import { calls, recordingSegments } from "../../../db/schema/calls.ts";
import type { Deps } from "../../lib/deps.ts";
import { addJob } from "../../lib/jobs.ts";
import { keyText } from "../../lib/plain-text.ts";
import { transact } from "../../lib/transact.ts";

interface Told {
  channelId: string;
  /** The carrier's name for the call. */
  call: string;
  recording: CarrierRecording;
}

/** Notes sound that a carrier has, and has it fetched; the same again is the same recording. */
export async function tellRecording(
  deps: Pick<Deps, "pool" | "clock" | "recordings">,
  { channelId, call: externalId, recording }: Told,
): Promise<void> {
  const { kind, seconds } = recording;
  if (seconds <= 0) return;
  await transact(deps, async (tx) => {
    const [call] = await tx.db
      .select()
      .from(calls)
      .where(and(eq(calls.channelId, channelId), eq(calls.externalId, externalId)))
      .for("no key update");
    if (!call || (kind === "call" && call.isRecordingRefused)) return;
    const name = keyText(recording.externalId);
    const [segment] = await tx.db
      .insert(recordingSegments)
      .values({
        callId: call.id,
        kind,
        externalId: name,
        segment: deps.recordings.newSegment(),
        startsAtMs: kind === "call" ? onItsClock(recording.startedAt, call.answeredAt) : 0,
        channelCount: kind === "call" ? 2 : 1,
      })
      .onConflictDoNothing()
      .returning({ id: recordingSegments.id });
    if (segment) await addJob(tx, "fetchRecording", { channelId, externalId: name, segmentId: segment.id });
  });
}

/** Carriers round to seconds: what seems to begin before the answer began with it. */
function onItsClock(startedAt: string, answeredAt: Date | null): number {
  const afterMs = Date.parse(startedAt) - (answeredAt?.getTime() ?? Number.NaN);
  return Number.isNaN(afterMs) ? 0 : Math.max(0, afterMs);
}
