import { sql } from "drizzle-orm";
import { summarySql } from "../contacts/summary.ts";
import type { Task, TaskCounts } from "../contract/sales.ts";
import { notFound } from "../lib/app-error.ts";
import type { Deps } from "../lib/deps.ts";
import { planned } from "../lib/planned.ts";
import { uuids } from "../lib/rows.ts";
import type { Access } from "../permissions/access.ts";
import { forPersonSql } from "./of-calls.ts";
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
    select t.id, t.kind, t.title, ${summarySql("n")}, t.conversation_id, t.deal_id, t.assignee_id,
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

/** What somebody has to do: their own open tasks, and those of calls of their queues that nobody has taken. */
export async function countTasks(deps: Pick<Deps, "db" | "clock">, access: Access): Promise<TaskCounts> {
  const { rows } = await deps.db.execute<{ open: number; overdue: number; untaken: number }>(sql`
    select count(*) as open, count(*) filter (where is_late) as overdue,
      count(*) filter (where assignee_id is null and is_late is not true) as untaken
    from (select t.assignee_id, t.due_at <= ${deps.clock.now().toISOString()}::timestamptz as is_late
      from tasks t where t.done_at is null and ${forPersonSql(access)}) due`);
  return rows[0] ?? { open: 0, overdue: 0, untaken: 0 };
}
