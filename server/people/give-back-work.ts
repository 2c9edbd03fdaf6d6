import { and, eq, isNull, ne, sql } from "drizzle-orm";
import { conversations } from "../../db/schema/conversations.ts";
import { tasks } from "../../db/schema/sales.ts";
import { changeAssignee } from "../conversations/change-assignee.ts";
import { holdForHub, saveConversation } from "../conversations/hold.ts";
import { syncWorkItem } from "../conversations/sync-work-item.ts";
import type { Tx } from "../lib/transact.ts";
import { endWorkOf } from "../routing/work/end-work-of.ts";

interface Leaving {
  personId: string;
  actorId: string;
  now: Date;
}

/**
 * What a person has in hand goes back to its queues; what is resolved stays as it was. A call that goes on goes with their leg: to whoever
 * talks on there, or to its queue.
 */
export async function giveBackWork(tx: Tx, leaving: Leaving): Promise<void> {
  const held = await tx.db
    .select({ id: conversations.id })
    .from(conversations)
    .where(
      and(
        eq(conversations.assigneeId, leaving.personId),
        ne(conversations.status, "resolved"),
        sql`not exists (select from calls k where k.conversation_id = ${conversations.id} and k.stage <> 'ended')`,
      ),
    )
    .orderBy(conversations.id);
  for (const { id } of held) await giveBackConversation(tx, id, leaving);
  await endWorkOf(tx, leaving);
  await giveBackTasks(tx, leaving);
}

async function giveBackConversation(tx: Tx, id: string, { personId, actorId, now }: Leaving) {
  const conversation = await holdForHub(tx, id);
  // Somebody may have taken it while the lock was awaited.
  if (conversation?.assigneeId !== personId) return;
  await changeAssignee(tx, conversation, { to: null, actorId, reason: "person", now });
  await syncWorkItem(tx, conversation, actorId, now);
  await saveConversation(tx, conversation, now);
}

async function giveBackTasks(tx: Tx, { personId, actorId, now }: Leaving) {
  const open = await tx.db
    .select({ id: tasks.id, version: tasks.version, conversationId: tasks.conversationId })
    .from(tasks)
    .where(and(eq(tasks.assigneeId, personId), isNull(tasks.doneAt)))
    .orderBy(tasks.id)
    .for("no key update");
  for (const { id, version, conversationId } of open) {
    await tx.db
      .update(tasks)
      .set({ assigneeId: null, version: version + 1, updatedAt: now })
      .where(eq(tasks.id, id));
    tx.append({
      type: "task.updated",
      conversationId: conversationId ?? undefined,
      actorId,
      data: { taskId: id, assigneeId: { from: personId, to: null } },
    });
  }
}
