import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import { tasks } from "../../db/schema/index.ts";
import type { Tx } from "../lib/transact.ts";

/** The open 'answer' task of a conversation is whoever's the conversation is. */
export async function answerTasksFollowAssignee(
  tx: Tx,
  change: { conversationId: string; assigneeId: string | null; actorId: string; now: Date },
): Promise<void> {
  const { conversationId, assigneeId, actorId, now } = change;
  const following = await tx.db
    .select({ id: tasks.id, assigneeId: tasks.assigneeId })
    .from(tasks)
    .where(
      and(
        eq(tasks.conversationId, conversationId),
        eq(tasks.kind, "answer"),
        isNull(tasks.doneAt),
        sql`${tasks.assigneeId} is distinct from ${assigneeId}`,
      ),
    )
    .orderBy(asc(tasks.id))
    .for("no key update");
  if (following.length === 0) return;
  const ids = following.map(({ id }) => id);
  await tx.db
    .update(tasks)
    .set({ assigneeId, version: sql`${tasks.version} + 1`, updatedAt: now })
    .where(inArray(tasks.id, ids));
  for (const task of following) {
    tx.append({
      type: "task.updated",
      conversationId,
      actorId,
      data: { taskId: task.id, assigneeId: { from: task.assigneeId, to: assigneeId } },
    });
  }
}
