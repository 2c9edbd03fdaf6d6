import { and, eq, gte, isNull } from "drizzle-orm";
import { type calls, recordings } from "../../../db/schema/calls.ts";
import { queues } from "../../../db/schema/routing.ts";
import type { Tx } from "../../lib/transact.ts";
import type { Made, SegmentRow } from "./make-recordings.ts";
import { touchCall } from "./touch-call.ts";

interface NoteKept {
  call: typeof calls.$inferSelect;
  made: Made[];
  segments: SegmentRow[];
}

/**
 * Writes a row for each file that was made of a locked call's segments. One of the same kind that is there already was made of fewer
 * pieces of them: it stays the same recording, with what was said about it. Gives the keys that no row names any more.
 */
export async function noteKept(tx: Tx, { call, made, segments }: NoteKept): Promise<string[]> {
  if (made.length === 0) return [];
  const { id: callId } = call;
  const { id, key, kind, contentType, deletedAt, createdAt } = recordings;
  // What is older was made of others, of which nothing is left.
  const first = new Date(Math.min(...segments.map((segment) => segment.createdAt.getTime())));
  const before = await tx.db
    .select({ id, key, kind, contentType })
    .from(recordings)
    .where(and(eq(recordings.callId, callId), gte(createdAt, first), isNull(deletedAt)))
    .orderBy(createdAt, id);
  const deleteAt = await deletionOf(tx, call);
  const replaced: string[] = [];
  for (const one of made) {
    const values = valuesOf(one);
    const at = before.findIndex((old) => old.kind === values.kind && old.contentType === values.contentType);
    const [old] = at < 0 ? [] : before.splice(at, 1);
    if (old) await tx.db.update(recordings).set(values).where(eq(recordings.id, old.id));
    else await tx.db.insert(recordings).values({ ...values, callId, deleteAt });
    if (old?.key) replaced.push(old.key);
  }
  await touchCall(tx, { callId, what: "kept" });
  return replaced;
}

const valuesOf = ({ kind, key, size, sha256, container, channels, seconds, peaks, silences }: Made) => ({
  kind,
  key,
  size,
  sha256,
  contentType: contentTypes[container],
  lengthMs: Math.round(seconds * 1000),
  channels: partiesIn(kind, channels),
  peaks,
  silences,
  updatedAt: new Date(),
});

function partiesIn(kind: Made["kind"], channels: number): ("agent" | "caller" | "all")[] {
  if (kind === "voicemail" && channels === 1) return ["caller"];
  return channels === 2 ? ["agent", "caller"] : ["all"];
}

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
