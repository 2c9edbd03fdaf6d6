import { isDeepStrictEqual } from "node:util";
import { and, eq, inArray, isNull } from "drizzle-orm";
import { calls, recordingSegments, recordings } from "../../../db/schema/calls.ts";
import type { Deps } from "../../lib/deps.ts";
import type { Jobs } from "../../lib/jobs.ts";
import { type Tx, transact } from "../../lib/transact.ts";
import { lastVoiceOf } from "../last-voice-of.ts";
import { lockCall } from "../lock-call.ts";
import { allIsThereAt } from "./grace.ts";
import { addHearJob } from "./hear-recordings.ts";
import { addKeepJob } from "./keep-recording-later.ts";
import { makeRecordings, type SegmentRow } from "./make-recordings.ts";
import { noteKept } from "./note-kept.ts";
import { piecesNow } from "./pieces-now.ts";

type Needs = Pick<Deps, "pool" | "db" | "clock" | "log" | "recordings" | "carriers">;

/**
 * Makes a call's recordings of the pieces that are there. It runs soon after the end, whenever a carrier's sound has come, and
 * once more when none can come any more and its carrier has told all; only then the pieces go. Killed anywhere, it begins anew:
 * until its rows are committed nothing is taken away.
 */
export async function keepRecording(
  deps: Needs,
  { callId, joined, isTold = false }: Jobs["keepRecording"],
): Promise<void> {
  const [call] = await deps.db.select().from(calls).where(eq(calls.id, callId));
  if (!call?.endedAt) return;
  const found = await find(deps, callId);
  const { segments } = found;
  const tells = (await lastVoiceOf(deps, call.channelId))?.tellRecordings !== undefined;
  if (segments.length === 0 && !tells) return;
  const lastPieceAt = allIsThereAt(call.endedAt);
  const isOver = deps.clock.now() >= lastPieceAt;
  const isAllThere = isOver && (isTold || !tells) && !segments.some(isToBeFetched);
  const pieces = await piecesNow(deps, segments);
  const made = pieces === joined ? [] : await makeRecordings(deps, call, segments);
  const ids = segments.map(({ id }) => id);
  const replaced = await transact(deps, async (tx) => {
    await lockCall(tx, { id: callId });
    refuseOvertaken(found, await find(tx, callId));
    const keys = await noteKept(tx, { call, made, segments });
    if (!isOver) await addKeepJob(tx, { callId, joined: pieces }, lastPieceAt);
    // With what nobody has heard of yet, the pieces that are there are still to be joined.
    else if (tells && !isTold) await addHearJob(tx, { callId, joined: pieces });
    else if (isAllThere) await forget(tx, ids, deps.clock.now());
    return keys;
  });
  for (const key of replaced) await deps.recordings.remove(key);
  if (!isAllThere) return;
  for (const { segment } of segments) await deps.recordings.removeSegment(segment);
}

interface Found {
  segments: SegmentRow[];
  /** Of the recordings that are there already. */
  keys: string[];
}

async function find({ db }: Pick<Deps, "db">, callId: string): Promise<Found> {
  const { startsAtMs, id, keptAt } = recordingSegments;
  const segments = await db
    .select()
    .from(recordingSegments)
    .where(and(eq(recordingSegments.callId, callId), isNull(keptAt)))
    .orderBy(startsAtMs, id);
  const rows = await db
    .select({ key: recordings.key })
    .from(recordings)
    .where(eq(recordings.callId, callId))
    .orderBy(recordings.id);
  return { segments, keys: rows.flatMap(({ key }) => key ?? []) };
}

/** What was read may be less than what another run has made its recordings of, and taken away. */
function refuseOvertaken(found: Found, now: Found): void {
  const isThere = ({ id }: SegmentRow) => now.segments.some((segment) => segment.id === id);
  if (found.segments.every(isThere) && isDeepStrictEqual(found.keys, now.keys)) return;
  throw new Error("The recordings of this call were made anew meanwhile.");
}

async function forget(tx: Tx, ids: string[], now: Date): Promise<void> {
  const { id, externalId } = recordingSegments;
  await tx.db.delete(recordingSegments).where(and(inArray(id, ids), isNull(externalId)));
  await tx.db.update(recordingSegments).set({ keptAt: now }).where(inArray(id, ids));
}

/** Whoever has fetched it has the recordings made again. */
const isToBeFetched = ({ externalId, endedAt }: SegmentRow) => externalId !== null && endedAt === null;
