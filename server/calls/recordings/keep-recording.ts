import { eq, inArray } from "drizzle-orm";
import { calls, recordingSegments } from "../../../db/schema/calls.ts";
import { keepCall } from "../../../recordings/keep-call.ts";
import type { Deps } from "../../lib/deps.ts";
import { transact } from "../../lib/transact.ts";
import { allIsThereAt } from "./grace.ts";
import { addKeepJob } from "./keep-recording-later.ts";
import { measureSound } from "./measure-sound.ts";
import { type Made, noteKept } from "./note-kept.ts";
import { piecesNow } from "./pieces-now.ts";

type Needs = Pick<Deps, "pool" | "db" | "clock" | "log" | "recordings">;

/**
 * Makes a call's recording of the pieces that are there. It runs soon after the end, and once more when none can come any
 * more; only then the pieces go. Killed anywhere, it begins anew: until its rows are committed nothing is taken away.
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
  const isAllThere = deps.clock.now() >= allIsThereAt(call.endedAt);
  const pieces = await piecesNow(deps, segments);
  const made = pieces === joined ? undefined : await makeRecordings(deps, call, segments);
  const ids = segments.map(({ id }) => id);
  const replaced = await transact(deps, async (tx) => {
    const keys = made ? await noteKept(tx, { call, made }) : [];
    if (isAllThere) await tx.db.delete(recordingSegments).where(inArray(recordingSegments.id, ids));
    else await addKeepJob(tx, { callId, joined: pieces }, allIsThereAt(call.endedAt ?? deps.clock.now()));
    return keys;
  });
  for (const key of replaced) await deps.recordings.remove(key);
  if (!isAllThere) return;
  for (const { segment } of segments) await deps.recordings.removeSegment(segment);
}

async function makeRecordings(
  deps: Needs,
  call: typeof calls.$inferSelect,
  segments: (typeof recordingSegments.$inferSelect)[],
): Promise<Made[]> {
  const { endedAt, answeredAt } = call;
  const lengthMs = endedAt && answeredAt ? Math.max(0, endedAt.getTime() - answeredAt.getTime()) : 0;
  const parts = segments.map(({ segment, startsAtMs }) => ({ segment, startMs: startsAtMs }));
  const made: Made[] = [];
  for (const kept of await keepCall({ store: deps.recordings }, { segments: parts, lengthMs })) {
    made.push({ ...kept, ...(await measureSound(deps, kept.key)) });
  }
  return made;
}
