import { and, eq, isNull } from "drizzle-orm";
import { type calls, recordings } from "../../../db/schema/calls.ts";
import { queues } from "../../../db/schema/routing.ts";
import type { RecordingFacts } from "../../../recordings/inspect-recording.ts";
import type { Kept } from "../../../recordings/store/open-recording-store.ts";
import type { Tx } from "../../lib/transact.ts";
import type { Measured } from "./measure-sound.ts";
import { touchCall } from "./touch-call.ts";

export type Made = Kept & RecordingFacts & Measured;

/**
 * Writes a row for each file that was made of a call. One of the same kind that is there already was made of fewer pieces:
 * it stays the same recording, with what was said about it. Gives the keys that no row names any more.
 */
export async function noteKept(
  tx: Tx,
  { call, made }: { call: typeof calls.$inferSelect; made: Made[] },
): Promise<string[]> {
  if (made.length === 0) return [];
  const { id: callId } = call;
  await tx.client.query("select from calls where id = $1 for no key update", [callId]);
  const before = await tx.db
    .select({ id: recordings.id, key: recordings.key, contentType: recordings.contentType })
    .from(recordings)
    .where(and(eq(recordings.callId, callId), eq(recordings.kind, "call"), isNull(recordings.deletedAt)))
    .orderBy(recordings.createdAt, recordings.id);
  const deleteAt = await deletionOf(tx, call);
  const replaced: string[] = [];
  for (const one of made) {
    const values = valuesOf(one);
    const at = before.findIndex(({ contentType }) => contentType === values.contentType);
    const [old] = at < 0 ? [] : before.splice(at, 1);
    if (old) await tx.db.update(recordings).set(values).where(eq(recordings.id, old.id));
    else await tx.db.insert(recordings).values({ ...values, callId, kind: "call", deleteAt });
    if (old?.key) replaced.push(old.key);
  }
  await touchCall(tx, { callId, what: "kept" });
  return replaced;
}

const valuesOf = ({ key, size, sha256, container, channels, seconds, peaks, silences }: Made) => ({
  key,
  size,
  sha256,
  contentType: contentTypes[container],
  lengthMs: Math.round(seconds * 1000),
  channels: channels === 2 ? ["agent" as const, "caller" as const] : ["all" as const],
  peaks,
  silences,
  updatedAt: new Date(),
});

const contentTypes = { webm: "audio/webm", mp4: "audio/mp4", wav: "audio/wav", mp3: "audio/mpeg" } as const;

/** As its queue says at the end of the call; a call of no queue is kept for ever. */
async function deletionOf(tx: Tx, { queueId, endedAt }: typeof calls.$inferSelect): Promise<Date | null> {
  if (!queueId || !endedAt) return null;
  const [queue] = await tx.db
    .select({ days: queues.recordingDays })
    .from(queues)
    .where(eq(queues.id, queueId));
  return queue?.days ? new Date(endedAt.getTime() + queue.days * dayMs) : null;
}

const dayMs = 86_400_000;
