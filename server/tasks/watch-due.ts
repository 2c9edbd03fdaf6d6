import { addJob } from "../lib/jobs.ts";
import type { Tx } from "../lib/transact.ts";

/** Sees to it that a task which is not done in time is announced; a new time replaces the one before. */
export async function watchDue(tx: Pick<Tx, "client">, taskId: string, dueAt: Date | null): Promise<void> {
  if (dueAt) await addJob(tx, "announceOverdue", { taskId }, { runAt: dueAt, key: `overdue:${taskId}` });
}
