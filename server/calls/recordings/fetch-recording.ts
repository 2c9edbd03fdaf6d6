import { eq } from "drizzle-orm";
import { ConnectorError, type RecordedSound } from "../../../connectors/contract.ts";
import { recordingSegments } from "../../../db/schema/calls.ts";
import { keepFile } from "../../../recordings/keep-file.ts";
import { RecordingError } from "../../../recordings/recording-error.ts";
import type { Deps } from "../../lib/deps.ts";
import type { Jobs } from "../../lib/jobs.ts";
import { transact } from "../../lib/transact.ts";
import { lastVoiceOf } from "../last-voice-of.ts";
import { addKeepJob } from "./keep-recording-later.ts";

type Needs = Pick<Deps, "pool" | "db" | "clock" | "log" | "recordings" | "carriers">;
type Segment = typeof recordingSegments.$inferSelect;

const patienceMs = 3 * 86_400_000;

/**
 * Has a recording of a carrier's kept as a segment of its call. What fails is tried again, for days; a carrier that deletes its
 * own does so only after what is kept here is committed.
 */
export async function fetchRecording(
  deps: Needs,
  { channelId, externalId, segmentId }: Jobs["fetchRecording"],
): Promise<void> {
  const segment = await findSegment(deps, segmentId);
  try {
    const voice = await lastVoiceOf(deps, channelId);
    if (!voice?.fetchRecording) throw new Error("The call's channel does not run here.");
    await voice.fetchRecording(externalId, (sound) => keepSound(deps, segment, sound));
  } catch (err) {
    if (!segment || segment.endedAt) {
      // It is kept; one that is gone at the carrier need not be deleted there.
      if (err instanceof ConnectorError && err.kind === "rejected") return;
      throw err;
    }
    if (!isHopeless(deps, segment, err)) throw err;
    deps.log.error(
      { err, callId: segment.callId, externalId },
      "A recording could not be had, and is given up",
    );
    await closeSegment(deps, segment);
  }
}

async function findSegment({ db }: Needs, id: string): Promise<Segment | undefined> {
  const [segment] = await db.select().from(recordingSegments).where(eq(recordingSegments.id, id));
  return segment;
}

/** What was kept by a try before is only to be deleted at the carrier. */
async function keepSound(deps: Needs, segment: Segment | undefined, sound: RecordedSound): Promise<void> {
  if (!segment || segment.endedAt) return sound.stream.cancel();
  const { channels, stream, size } = sound;
  const swaps = channels[0] === "caller" && channels[1] === "agent";
  await keepFile({ store: deps.recordings }, { segment: segment.segment, sound: whole(stream, size), swaps });
  await closeSegment(deps, segment);
}

async function* whole(stream: ReadableStream<Uint8Array>, size: number | undefined) {
  let came = 0;
  for await (const chunk of stream) {
    came += chunk.byteLength;
    yield chunk;
  }
  if (size !== undefined && came !== size) throw new Error(`Of a recording came ${came} of ${size} bytes.`);
}

/** From then on it waits for nothing; where its call is over, the file is made. */
async function closeSegment(deps: Needs, { id, callId }: Segment): Promise<void> {
  const now = deps.clock.now();
  await transact(deps, async (tx) => {
    await tx.db.update(recordingSegments).set({ endedAt: now }).where(eq(recordingSegments.id, id));
    await addKeepJob(tx, { callId }, now);
  });
}

function isHopeless({ clock }: Needs, { createdAt }: Segment, error: unknown): boolean {
  const isTooLarge = error instanceof RecordingError && error.problem === "tooLarge";
  return isTooLarge || clock.now().getTime() > createdAt.getTime() + patienceMs;
}
