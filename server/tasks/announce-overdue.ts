import { eq } from "drizzle-orm";
import { tasks } from "../../db/schema/index.ts";
import type { Deps } from "../lib/deps.ts";
import { transact } from "../lib/transact.ts";
import { watchDue } from "./watch-due.ts";

/** Announces once that a task was not done in time; one that has got more time is looked at again then. */
export async function announceOverdue(deps: Deps, { taskId }: { taskId: string }): Promise<void> {
  const now = deps.clock.now();
  await transact(deps, async (tx) => {
    const [held] = await tx.db.select().from(tasks).where(eq(tasks.id, taskId)).for("no key update");
    if (!held?.dueAt || held.doneAt || held.overdueAt) return;
    if (held.dueAt > now) return watchDue(tx, taskId, held.dueAt);
    await tx.db
      .update(tasks)
      .set({ overdueAt: now, version: held.version + 1, updatedAt: now })
      .where(eq(tasks.id, taskId));
    tx.append({
      type: "task.overdue",
      conversationId: held.conversationId ?? undefined,
      data: { taskId, assigneeId: held.assigneeId },
    });
  });
}
