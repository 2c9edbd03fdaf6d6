import { eq, inArray } from "drizzle-orm";
import { calls, recordingSegments } from "../../../db/schema/calls.ts";
import type { Deps } from "../../lib/deps.ts";
import { transact } from "../../lib/transact.ts";
import { allIsThereAt } from "./grace.ts";
import { addKeepJob } from "./keep-recording-later.ts";
import { makeRecordings, type SegmentRow } from "./make-recordings.ts";
import { noteKept } from "./note-kept.ts";
import { piecesNow } from "./pieces-now.ts";

type Needs = Pick<Deps, "pool" | "db" | "clock" | "log" | "recordings">;

/**
 * Makes a call's recordings of the pieces that are there. It runs soon after the end, whenever a carrier's sound has come, and
 * once more when none can come any more; only then the pieces go. Killed anywhere, it begins anew: until its rows are committed
 * nothing is taken away.
 */
export async function keepRecording(
  deps: Needs,
  { callId, joined }: { callId: string; joined?: string },
): Promise<void> {
  const [call] = await deps.db.select().from(calls).where(eq(calls.id, callId));
  if (!call?.endedAt) return;
  const segments = await deps.db
    .select()
    .from(recordingSegments)
    .where(eq(recordingSegments.callId, callId))
    .orderBy(recordingSegments.startsAtMs, recordingSegments.id);
  if (segments.length === 0) return;
  const lastPieceAt = allIsThereAt(call.endedAt);
  const isOver = deps.clock.now() >= lastPieceAt;
  const isAllThere = isOver && !segments.some(isToBeFetched);
  const pieces = await piecesNow(deps, segments);
  const made = pieces === joined ? [] : await makeRecordings(deps, call, segments);
  const ids = segments.map(({ id }) => id);
  const replaced = await transact(deps, async (tx) => {
    const keys = await noteKept(tx, { call, made, segments });
    if (isAllThere) await tx.db.delete(recordingSegments).where(inArray(recordingSegments.id, ids));
    else if (!isOver) await addKeepJob(tx, { callId, joined: pieces }, lastPieceAt);
    return keys;
  });
  for (const key of replaced) await deps.recordings.remove(key);
  if (!isAllThere) return;
  for (const { segment } of segments) await deps.recordings.removeSegment(segment);
}

/** Whoever has fetched it has the recordings made again. */
const isToBeFetched = ({ externalId, endedAt }: SegmentRow) => externalId !== null && endedAt === null;
