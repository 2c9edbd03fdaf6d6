import { sql } from "drizzle-orm";
import { type AssigneeChange, handOver } from "../conversations/hand-over.ts";
import type { Tx } from "../lib/transact.ts";

/** The open 'answer' task of a conversation is whoever's the conversation is. */
export async function answerTasksFollowAssignee(tx: Tx, change: AssigneeChange): Promise<void> {
  const which = sql`f.kind = 'answer' and f.done_at is null`;
  for (const { id, from } of await handOver(tx, change, { table: "tasks", owner: "assignee_id", which })) {
    tx.append({
      type: "task.updated",
      conversationId: change.conversationId,
      actorId: change.actorId,
      data: { taskId: id, assigneeId: { from, to: change.assigneeId } },
    });
  }
}
