import { and, eq, isNull, sql } from "drizzle-orm";
import { tasks } from "../../db/schema/index.ts";
import type { Tx } from "../lib/transact.ts";

/** Closes what asked for an answer in this conversation. */
export async function closeAnswerTasks(
  tx: Tx,
  done: { conversationId: string; personId?: string; by: "answer" | "person"; now: Date },
): Promise<void> {
  const { conversationId, personId, by, now } = done;
  const closed = await tx.db
    .update(tasks)
    .set({ doneAt: now, doneBy: personId, version: sql`${tasks.version} + 1`, updatedAt: now })
    .where(and(eq(tasks.conversationId, conversationId), eq(tasks.kind, "answer"), isNull(tasks.doneAt)))
    .returning({ id: tasks.id });
  for (const { id } of closed) {
    tx.append({ type: "task.completed", conversationId, actorId: personId, data: { taskId: id, by } });
  }
}
