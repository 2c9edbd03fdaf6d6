import { eq, sql } from "drizzle-orm";
import { queues, workItems } from "../../db/schema/routing.ts";
import { changeAssignee } from "../conversations/change-assignee.ts";
import { changeStatus } from "../conversations/change-status.ts";
import { syncWorkItem } from "../conversations/sync-work-item.ts";
import type { Tx } from "../lib/transact.ts";
import { layInQueue } from "../routing/work/lay-in-queue.ts";
import { makeWorkItem } from "../routing/work/make-work-item.ts";
import type { HeldCall } from "./hold-call.ts";
import { holdWorkOf } from "./hold-work-of.ts";

/** Whoever talked to somebody already is not to wait behind those who have not. */
const topPriority = 9;

/** The caller waits in a queue: as new work, or with what somebody had in hand. */
export async function enterQueue(tx: Tx, held: HeldCall, queueId: string): Promise<void> {
  const { call, legs, conversation, actorId, now } = held;
  const queue = await findQueue(tx, queueId);
  call.queueId = queue?.id ?? null;
  call.recordingRule = queue?.recording ?? "never";
  // On demand nothing is recorded until somebody asks for it.
  call.isPaused = call.recordingRule === "onDemand";
  conversation.waitingSince ??= now;
  const item = await holdWorkOf(tx, conversation);
  const priority = call.answeredAt ? topPriority : (queue?.priority ?? 0);
  if (!item) {
    conversation.queueId = call.queueId;
    return makeWorkItem(tx, conversation, actorId, now, { kind: "call", priority });
  }
  const { waitingSince } = conversation;
  if (queue && item.queueId !== queue.id) {
    const reason = actorId ? "person" : "rule";
    const change = { queueId: queue.id, reason, waitingSince, actorId, now } as const;
    await layInQueue(tx, { held: conversation, item }, change);
  }
  if (conversation.status !== "open")
    await changeStatus(tx, conversation, { to: "open", reason: "callWaits", now });
  const reason = actorId ? "person" : "handedBack";
  await changeAssignee(tx, conversation, { to: null, actorId, reason, now });
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

/** What was archived while the call was on its way has its work where it overflows to. */
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
