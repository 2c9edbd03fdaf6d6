import type { Task } from "../../../../server/contract/sales.ts";
import { startOfDay } from "../../lib/time.ts";

const order = ["overdue", "today", "later", "someday", "calls", "done"] as const;
export type DueGroup = (typeof order)[number];
const dayMs = 86_400_000;

/** Tasks under a few headings, or all under one, in their order; empty headings are left out. */
export function groupByDue(
  tasks: Task[],
  now: number | "calls" | "done",
): { name: DueGroup; tasks: Task[] }[] {
  const groups = Map.groupBy(tasks, (task) => (typeof now === "string" ? now : groupOf(task, now)));
  return order.flatMap((name) => {
    const some = groups.get(name);
    return some ? [{ name, tasks: some }] : [];
  });
}

function groupOf({ dueAt }: Task, now: number): DueGroup {
  if (dueAt === null) return "someday";
  const due = new Date(dueAt).getTime();
  if (due < now) return "overdue";
  return due < startOfDay(now) + dayMs ? "today" : "later";
}
