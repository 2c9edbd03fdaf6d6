import { sql } from "drizzle-orm";
import { ofConversation } from "../conversations/of-conversation.ts";
import type { Tx } from "../lib/transact.ts";

/** Closes what asked for an answer in this conversation. */
export async function closeAnswerTasks(
  tx: Tx,
  done: { conversationId: string; personId?: string; by: "answer" | "person"; now: Date },
): Promise<void> {
  const { conversationId, personId, by, now } = done;
  const { rows } = await tx.db.execute<{ id: string }>(sql`
    update tasks f set done_at = ${now}, done_by = ${personId ?? null}::uuid, version = version + 1, updated_at = ${now}
    where ${ofConversation(conversationId)} and kind = 'answer' and done_at is null returning id`);
  for (const { id } of rows) {
    tx.append({ type: "task.completed", conversationId, actorId: personId, data: { taskId: id, by } });
  }
}
