import { and, eq, isNotNull, lte, not, sql } from "drizzle-orm";
import { recordings } from "../../../db/schema/calls.ts";
import { addEntry, holdForHub, saveConversation } from "../../conversations/hold.ts";
import type { Deps } from "../../lib/deps.ts";
import { transact } from "../../lib/transact.ts";
import { doForEach } from "../do-for-each.ts";
import { lockCall } from "../lock-call.ts";
import { touchCall } from "./touch-call.ts";

type Needs = Pick<Deps, "pool" | "db" | "clock" | "log" | "recordings">;

const atOnce = 100;
const { id, callId, key, deleteAt, deletedAt, isHeld } = recordings;

/** Deletes recordings whose time is over and that are not held, and says so on the timeline. */
export async function forgetRecordings(deps: Needs, stopping: AbortSignal): Promise<void> {
  const now = deps.clock.now();
  let failures: unknown[] = [];
  for (let isMore = true; isMore && !stopping.aborted; ) {
    const due = await deps.db.select({ id, callId }).from(recordings).where(isDue(now)).limit(atOnce);
    failures = await doForEach(deps, due, (one) => markDeleted(deps, one, now));
    isMore = due.length === atOnce && failures.length < atOnce;
  }
  await removeSound(deps, stopping);
  // The next round tries it again.
  if (failures.length > 0) throw failures[0];
}

const isDue = (now: Date) => and(lte(deleteAt, now), sql`${deletedAt} is null`, not(isHeld));

/** Marked first: from then on nobody hears it, and whatever happens its sound goes with this round or a later one. */
async function markDeleted(deps: Needs, due: { id: string; callId: string }, now: Date): Promise<void> {
  await transact(deps, async (tx) => {
    await lockCall(tx, { id: due.callId });
    const marked = await tx.db
      .update(recordings)
      .set({ deletedAt: now, peaks: null, silences: [], updatedAt: now })
      .where(and(eq(id, due.id), isDue(now)))
      .returning({ id });
    if (marked.length === 0) return;
    const { conversationId } = await touchCall(tx, { callId: due.callId, what: "deleted" });
    const held = conversationId && (await holdForHub(tx, conversationId));
    if (!held) return;
    await addEntry(tx, held, undefined, "recording.deleted", { recordingId: due.id });
    await saveConversation(tx, held, now);
  });
}

async function removeSound(deps: Needs, stopping: AbortSignal): Promise<void> {
  const marked = await deps.db
    .select({ id, key })
    .from(recordings)
    .where(and(isNotNull(deletedAt), isNotNull(key)));
  let count = 0;
  const failures: unknown[] = [];
  for (const one of marked) {
    if (stopping.aborted) return;
    if (!one.key || !deps.recordings.isOurs(one.key)) {
      count++;
      continue;
    }
    try {
      await deps.recordings.remove(one.key);
      await deps.db.update(recordings).set({ key: null }).where(eq(id, one.id));
    } catch (err) {
      failures.push(err);
    }
  }
  if (count > 0) deps.log.warn({ count }, ofAnotherHub);
  // One that cannot be removed keeps no other, and the next round tries it again.
  if (failures.length > 0) throw failures[0];
}

const ofAnotherHub =
  "Recordings whose time is over are another hub's, and only that deletes their sound. If it is gone for good, take them over: npm run take-over-recordings";
