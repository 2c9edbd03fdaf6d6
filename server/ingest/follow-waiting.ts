import { sql } from "drizzle-orm";
import type { Held } from "../conversations/hold.ts";
import { ofConversation } from "../conversations/of-conversation.ts";
import type { Tx } from "../lib/transact.ts";
import { closeAnswerTasks } from "../tasks/close-answer-tasks.ts";

/** The task to answer goes along with who waits; where nobody waits any more and it is not needed, it is done. */
export async function followWaiting(
  tx: Tx,
  { from, to, personId, now }: { from: Held; to: Held; personId?: string; now: Date },
): Promise<void> {
  if (from.waitingSince) return;
  if (to.waitingSince && !(await hasOpenTask(tx, to.id))) await passOn(tx, { from, to, personId, now });
  await closeAnswerTasks(tx, { conversationId: from.id, personId, by: "person", now });
}

async function hasOpenTask(tx: Tx, conversationId: string): Promise<boolean> {
  const { rows } = await tx.db.execute(sql`
    select from tasks f where ${ofConversation(conversationId)} and kind = 'answer' and done_at is null limit 1`);
  return rows.length > 0;
}

async function passOn(
  tx: Tx,
  { from, to, personId, now }: { from: Held; to: Held; personId?: string; now: Date },
) {
  const { rows } = await tx.db.execute<{ id: string; before: string | null }>(sql`
    with passed as (
      select id, assignee_id from tasks f
      where ${ofConversation(from.id)} and kind = 'answer' and done_at is null order by due_at limit 1 for no key update
    )
    update tasks t set conversation_id = ${to.id}, contact_id = ${to.contactId}, assignee_id = ${to.assigneeId},
      version = version + 1, updated_at = ${now.toISOString()}
    from passed where t.id = passed.id returning t.id, passed.assignee_id as before`);
  for (const { id, before } of rows) {
    tx.append({
      type: "task.updated",
      conversationId: to.id,
      actorId: personId,
      data: { taskId: id, assigneeId: { from: before, to: to.assigneeId } },
    });
  }
}
