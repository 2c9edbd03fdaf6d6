import { sql } from "drizzle-orm";
import type { Tx } from "../lib/transact.ts";

/** Closes what asked for a call back to this contact: somebody has called. */
export async function closeCallbackTasks(
  tx: Tx,
  { contactId, personId, now }: { contactId: string; personId: string | null; now: Date },
): Promise<void> {
  const { rows } = await tx.db.execute<{ id: string; conversation_id: string | null }>(sql`
    update tasks set done_at = ${now}, done_by = ${personId}::uuid, version = version + 1, updated_at = ${now}
    where contact_id = ${contactId} and kind = 'callback' and done_at is null returning id, conversation_id`);
  for (const { id: taskId, conversation_id } of rows) {
    tx.append({
      type: "task.completed",
      conversationId: conversation_id ?? undefined,
      actorId: personId ?? undefined,
      data: { taskId, by: "person" },
    });
  }
}
