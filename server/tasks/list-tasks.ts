import { type SQL, sql } from "drizzle-orm";
import type { Page } from "../contract/common.ts";
import type { Task } from "../contract/sales.ts";
import { ofConversation } from "../conversations/of-conversation.ts";
import { type Cursor, cutPage, readCursor } from "../lib/cursor.ts";
import type { Deps } from "../lib/deps.ts";
import { isoOrNull } from "../lib/rows.ts";
import type { Access } from "../permissions/access.ts";
import { canSeeTaskSql } from "../permissions/can-see-task.ts";
import { calledAtSql, forPersonSql, ofCallsSql } from "./of-calls.ts";
import { presentTasks } from "./queries.ts";

/** Tasks that somebody sees, the earliest due first and those without a time last; of calls alone in their callers' order. */
export async function listTasks(
  deps: Pick<Deps, "db" | "clock">,
  input: {
    access: Access;
    assigneeId?: string;
    contactId?: string;
    conversationId?: string;
    isForMe?: boolean;
    isOfCall?: boolean;
    isDone?: boolean;
    isOverdue?: boolean;
    cursor?: string;
    limit: number;
  },
): Promise<Page<Task>> {
  const { access, assigneeId, contactId, conversationId, isForMe, isOfCall, isDone, isOverdue, limit } =
    input;
  const after = readCursor(input.cursor);
  const late = sql`t.done_at is null and t.due_at <= ${deps.clock.now().toISOString()}::timestamptz`;
  const conditions = [canSeeTaskSql(access)];
  if (assigneeId) conditions.push(sql`t.assignee_id = ${assigneeId}`);
  if (contactId) conditions.push(sql`t.contact_id = ${contactId}`);
  if (conversationId)
    conditions.push(sql`t.id in (select f.id from tasks f where ${ofConversation(conversationId)})`);
  if (isForMe !== undefined) conditions.push(claim(forPersonSql(access), isForMe));
  if (isOfCall !== undefined) conditions.push(claim(ofCallsSql, isOfCall));
  if (isDone !== undefined) conditions.push(claim(sql`t.done_at is not null`, isDone));
  if (isOverdue !== undefined) conditions.push(claim(late, isOverdue));
  const at = isOfCall ? calledAtSql : sql`t.due_at`;
  if (after) conditions.push(furtherThan(at, after));
  const { rows } = await deps.db.execute<{ id: string; at: string | null }>(sql`
    select t.id, ${at} as at from tasks t where ${sql.join(conditions, sql` and `)}
    order by at, t.id limit ${limit + 1}`);
  const page = cutPage(
    rows.map(({ id, at }) => ({ id, at: isoOrNull(at) })),
    limit,
  );
  const ids = page.rows.map(({ id }) => id);
  const shown = await presentTasks(deps, ids);
  return { items: ids.flatMap((id) => shown.get(id) ?? []), ...(page.next && { next: page.next }) };
}

const claim = (what: SQL, isSo: boolean): SQL => (isSo ? what : sql`(${what}) is not true`);

function furtherThan(key: SQL, { at, id }: Cursor): SQL {
  if (at === null) return sql`${key} is null and t.id > ${id}::uuid`;
  return sql`(${key} is null or (${key}, t.id) > (${at}::timestamptz, ${id}::uuid))`;
}
