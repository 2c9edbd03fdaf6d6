import { and, eq, isNull } from "drizzle-orm";
import { queues } from "../../../db/schema/routing.ts";
import { notFound } from "../../lib/app-error.ts";
import type { Deps } from "../../lib/deps.ts";
import { type Tx, transact } from "../../lib/transact.ts";
import type { Access } from "../../permissions/access.ts";
import { refuseTakenName } from "../refuse-taken-name.ts";
import { announceQueues } from "./announce-queues.ts";
import { type QueueChange, refuseBadQueue } from "./refuse-bad-queue.ts";
import { setQueueParts, splitParts } from "./set-queue-parts.ts";

/** Changes what is given; lists are replaced whole. */
export async function updateQueue(
  deps: Pick<Deps, "pool" | "clock">,
  { access, queueId, change }: { access: Access; queueId: string; change: QueueChange },
): Promise<void> {
  const now = deps.clock.now();
  await transact(deps, async (tx) => {
    await lockQueue(tx, queueId);
    await refuseBadQueue(tx, queueId, change);
    const { name } = change;
    if (name !== undefined) await refuseTakenName(tx, queues, "queue", { name, id: queueId });
    const { parts, columns } = splitParts(change);
    await tx.db
      .update(queues)
      .set({ ...columns, updatedAt: now })
      .where(eq(queues.id, queueId));
    await setQueueParts(tx, queueId, parts, now);
    await announceQueues(tx, [queueId], access.personId);
  });
}

/** @throws AppError `not_found`, also for an archived one. */
export async function lockQueue(tx: Tx, queueId: string): Promise<typeof queues.$inferSelect> {
  const [row] = await tx.db
    .select()
    .from(queues)
    .where(and(eq(queues.id, queueId), isNull(queues.archivedAt)))
    .for("no key update");
  if (row === undefined) throw notFound("queue");
  return row;
}
