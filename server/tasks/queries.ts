import { sql } from "drizzle-orm";
import type { Task } from "../contract/sales.ts";
import { notFound } from "../lib/app-error.ts";
import type { Deps } from "../lib/deps.ts";
import { planned } from "../lib/planned.ts";
import { uuids } from "../lib/rows.ts";
import type { Access } from "../permissions/access.ts";
import { presentTask, type TaskRow } from "./present.ts";

/** Tasks as they are now, by id. */
export async function presentTasks(
  deps: Pick<Deps, "db" | "clock">,
  ids: readonly string[],
): Promise<Map<string, Task>> {
  if (ids.length === 0) return new Map();
  const rows = await planned<TaskRow>(
    deps.db,
    "present-tasks",
    sql`
    select t.id, t.kind, t.title, t.contact_id, n.name as contact_name, t.conversation_id, t.deal_id, t.assignee_id,
      t.due_at, t.done_at, t.created_at, t.version
    from tasks t left join contacts n on n.id = t.contact_id
    where t.id = any(${uuids(ids)}::uuid[])`,
  );
  return new Map(rows.map((row) => [row.id, presentTask(row, deps.clock.now())]));
}

/** What somebody has just made or changed, even when they no longer see it. */
export async function getChangedTask(deps: Pick<Deps, "db" | "clock">, id: string): Promise<Task> {
  const task = (await presentTasks(deps, [id])).get(id);
  if (!task) throw notFound("task");
  return task;
}

/** One's own open tasks, and those of them that are overdue. */
export async function countTasks(
  deps: Pick<Deps, "db" | "clock">,
  access: Access,
): Promise<{ open: number; overdue: number }> {
  const { rows } = await deps.db.execute<{ open: number; overdue: number }>(sql`
    select count(*) as open, count(*) filter (where due_at <= ${deps.clock.now().toISOString()}::timestamptz) as overdue
    from tasks where assignee_id = ${access.personId} and done_at is null`);
  return rows[0] ?? { open: 0, overdue: 0 };
}
