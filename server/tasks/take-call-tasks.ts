import { sql } from "drizzle-orm";
import type { Tx } from "../lib/transact.ts";
import { ofCallsSql } from "./of-calls.ts";

/** Whoever calls somebody back has taken that on, where nobody had. */
export async function takeCallTasks(
  tx: Tx,
  { contactId, personId, now }: { contactId: string; personId: string; now: Date },
): Promise<void> {
  const { rows } = await tx.db.execute<{ id: string; conversation_id: string | null }>(sql`
    update tasks t set assignee_id = ${personId}, version = version + 1, updated_at = ${now}
    where t.contact_id = ${contactId} and ${ofCallsSql} and t.assignee_id is null and t.done_at is null
    returning t.id, t.conversation_id`);
  for (const { id: taskId, conversation_id } of rows) {
    tx.append({
      type: "task.updated",
      conversationId: conversation_id ?? undefined,
      actorId: personId,
      data: { taskId, assigneeId: { from: null, to: personId } },
    });
  }
}
