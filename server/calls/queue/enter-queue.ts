import { eq, sql } from "drizzle-orm";
import { queues, workItems } from "../../../db/schema/routing.ts";
import type { EventMap } from "../../contract/events.ts";
import { changeAssignee } from "../../conversations/change-assignee.ts";
import { changeStatus } from "../../conversations/change-status.ts";
import { syncWorkItem } from "../../conversations/sync-work-item.ts";
import type { Tx } from "../../lib/transact.ts";
import { layInQueue } from "../../routing/work/lay-in-queue.ts";
import { makeWorkItem } from "../../routing/work/make-work-item.ts";
import type { HeldCall } from "../hold-call.ts";
import { holdWorkOf } from "../hold-work-of.ts";
import { ruleOf } from "../recordings/rule-of.ts";

/** Whoever talked to somebody already is not to wait behind those who have not. */
const topPriority = 9;

/** Why work comes to lie in another queue. */
export type Laid = EventMap["workItem.queued"]["reason"];

/** The caller waits in a queue: as new work, or with what waited elsewhere or somebody had in hand. */
export async function enterQueue(
  tx: Tx,
  held: HeldCall,
  { queueId, reason }: { queueId: string; reason: Laid },
): Promise<void> {
  const { call, legs, conversation, actorId, now } = held;
  const queue = await findQueue(tx, queueId);
  call.queueId = queue?.id ?? null;
  Object.assign(call, ruleOf(queue?.recording));
  conversation.waitingSince ??= now;
  const item = await holdWorkOf(tx, conversation);
  const priority = call.answeredAt ? topPriority : Math.max(queue?.priority ?? 0, item?.priority ?? 0);
  if (!item) {
    conversation.queueId = call.queueId;
    return makeWorkItem(tx, conversation, actorId, now, { kind: "call", priority });
  }
  const { waitingSince } = conversation;
  if (queue && item.queueId !== queue.id) {
    const change = { queueId: queue.id, reason, waitingSince, actorId, now };
    await layInQueue(tx, { held: conversation, item }, change);
  }
  if (conversation.status !== "open")
    await changeStatus(tx, conversation, { to: "open", reason: "callWaits", now });
  const why = actorId ? "person" : "handedBack";
  await changeAssignee(tx, conversation, { to: null, actorId, reason: why, now });
  await syncWorkItem(tx, conversation, actorId, now, { reason: "handedBack", waitingSince });
  // Whoever talked to them is asked last.
  const passedBy = legs.flatMap(
    ({ role, personId, connectedAt }) => (role === "talk" && connectedAt && personId) || [],
  );
  await tx.db.update(workItems).set({ kind: "call", priority, passedBy }).where(eq(workItems.id, item.id));
  if (item.priority === priority) return;
  tx.append({
    type: "workItem.prioritised",
    conversationId: conversation.id,
    actorId,
    data: { workItemId: item.id, priority: { from: item.priority, to: priority } },
  });
}

/** A queue that was archived while the call was on its way sends it where it overflows to. */
async function findQueue(tx: Tx, queueId: string) {
  const [queue] = await tx.db
    .select({ id: queues.id, priority: queues.priority, recording: queues.recording })
    .from(queues)
    .where(
      sql`${queues.archivedAt} is null and (${queues.id} = ${queueId} or ${queues.id} =
        (select q.overflow_queue_id from queues q where q.id = ${queueId} and q.archived_at is not null))`,
    )
    .for("share");
  return queue;
}
