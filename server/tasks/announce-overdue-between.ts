import { and, asc, gte, isNull, lt } from "drizzle-orm";
import { tasks } from "../../db/schema/index.ts";
import type { Deps } from "../lib/deps.ts";
import { announceOverdue } from "./announce-overdue.ts";

/** Announces the tasks due from a time on until before another that are not done. */
export async function announceOverdueBetween(
  deps: Deps,
  { from, until }: { from: string; until: string },
): Promise<void> {
  const due = await deps.db
    .select({ taskId: tasks.id })
    .from(tasks)
    .where(
      and(
        gte(tasks.dueAt, new Date(from)),
        lt(tasks.dueAt, new Date(until)),
        isNull(tasks.doneAt),
        isNull(tasks.overdueAt),
      ),
    )
    .orderBy(asc(tasks.dueAt));
  for (const task of due) await announceOverdue(deps, task);
}
