import { sql } from "drizzle-orm";
import type { Task } from "../contract/sales.ts";
import type { Deps } from "../lib/deps.ts";
import { uuids } from "../lib/rows.ts";
import { presentTask, type TaskRow } from "./present.ts";

/** Tasks as they are now, by id. */
export async function presentTasks(
  deps: Pick<Deps, "db" | "clock">,
  ids: readonly string[],
): Promise<Map<string, Task>> {
  if (ids.length === 0) return new Map();
  const { rows } = await deps.db.execute<TaskRow>(sql`
    select t.id, t.kind, t.title, t.contact_id, n.name as contact_name, t.conversation_id, t.deal_id, t.assignee_id,
      t.due_at, t.done_at, t.created_at, t.version
    from tasks t left join contacts n on n.id = t.contact_id
    where t.id = any(${uuids(ids)}::uuid[])`);
  return new Map(rows.map((row) => [row.id, presentTask(row, deps.clock.now())]));
}
