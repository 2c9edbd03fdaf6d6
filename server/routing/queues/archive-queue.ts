import { and, eq, isNull, sql } from "drizzle-orm";
import { channels } from "../../../db/schema/channels.ts";
import { queues, routingRules } from "../../../db/schema/routing.ts";
import { notFound } from "../../lib/app-error.ts";
import type { Deps } from "../../lib/deps.ts";
import { addJob } from "../../lib/jobs.ts";
import { type Tx, transact } from "../../lib/transact.ts";
import type { Access } from "../../permissions/access.ts";
import { announceQueues } from "./announce-queues.ts";
import { emptyQueue } from "./empty-queue.ts";
import { redirectCallFlows } from "./redirect-call-flows.ts";
import { refuseWaitingCallers } from "./refuse-waiting-callers.ts";

type Row = typeof queues.$inferSelect;

/** Longer than anything takes that chose the queue before. */
const stragglersMs = 60_000;

/**
 * Takes a queue out of use; its overflow queue takes its place wherever there is one.
 * @throws AppError `conflict` where callers would have nowhere to wait
 */
export async function archiveQueue(
  deps: Pick<Deps, "pool" | "clock">,
  { access, queueId }: { access: Access; queueId: string },
): Promise<void> {
  const actorId = access.personId;
  const now = deps.clock.now();
  await transact(deps, async (tx) => {
    const queue = await lockForGood(tx, queueId);
    const next = await findSuccessor(tx, queue);
    if (!next) await refuseWaitingCallers(tx, queueId);
    await tx.db.update(queues).set({ archivedAt: now, updatedAt: now }).where(eq(queues.id, queueId));
    tx.append({
      type: "queue.updated",
      actorId,
      data: { queueId, memberIds: [], answerWithinSeconds: queue.answerWithinSeconds, isArchived: true },
    });
    await tx.db.update(channels).set({ queueId: next }).where(eq(channels.queueId, queueId));
    await redirectOverflow(tx, { queueId, next, actorId });
    await redirectRules(tx, { queueId, next, actorId });
    await redirectCallFlows(tx, { queueId, next, actorId, now });
    await emptyQueue(tx, { queueId, next, actorId, now });
    if (next) await addJob(tx, "moveCallers", { queueId, next });
    // What comes in while this commits may not know yet.
    const runAt = new Date(now.getTime() + stragglersMs);
    await addJob(tx, "emptyQueue", { queueId, next }, { runAt });
  });
}

/** Waits for whoever names the queue in what they write. */
async function lockForGood(tx: Tx, queueId: string): Promise<Row> {
  const [queue] = await tx.db
    .select()
    .from(queues)
    .where(and(eq(queues.id, queueId), isNull(queues.archivedAt)))
    .for("update");
  if (!queue) throw notFound("queue");
  return queue;
}

async function findSuccessor(tx: Tx, { overflowQueueId }: Row): Promise<string | null> {
  if (!overflowQueueId) return null;
  const [next] = await tx.db
    .select({ id: queues.id })
    .from(queues)
    .where(and(eq(queues.id, overflowQueueId), isNull(queues.archivedAt)))
    .for("key share");
  return next?.id ?? null;
}

interface Redirection {
  queueId: string;
  next: string | null;
  actorId: string;
}

async function redirectOverflow(tx: Tx, { queueId, next, actorId }: Redirection) {
  const changed = await tx.db
    .update(queues)
    .set({ overflowQueueId: sql`nullif(${next}::uuid, ${queues.id})` })
    .where(eq(queues.overflowQueueId, queueId))
    .returning({ id: queues.id });
  await announceQueues(
    tx,
    changed.map(({ id }) => id),
    actorId,
  );
}

async function redirectRules(tx: Tx, { queueId, next, actorId }: Redirection) {
  const actions = next
    ? sql`jsonb_set(${routingRules.actions}, '{queueId}', to_jsonb(${next}::text))`
    : sql`${routingRules.actions} - 'queueId'`;
  const changed = await tx.db
    .update(routingRules)
    .set({ actions })
    .where(sql`${routingRules.actions}->>'queueId' = ${queueId}`)
    .returning({ id: routingRules.id });
  if (changed.length > 0) tx.append({ type: "routingRules.updated", actorId, data: {} });
}
