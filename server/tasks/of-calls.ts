import { type SQL, sql } from "drizzle-orm";
import type { Access } from "../permissions/access.ts";
import { canSeeSql, inQueuesSql } from "../permissions/can-see.ts";

/** Of callers who are to be called back or heard. SQL over a row named `t`. */
export const ofCallsSql = sql`t.kind in ('callback', 'voicemail')`;

/** One's own tasks, and those of calls of one's queues that nobody has taken. */
export const forPersonSql = (access: Access): SQL => sql`(t.assignee_id = ${access.personId}
  or (t.assignee_id is null and ${ofCallsSql} and ${inOwnQueueSql(access)}))`;

/** What came into no queue is for all who see it. */
function inOwnQueueSql(access: Access): SQL {
  if (access.role === "admin") return sql`true`;
  return sql`exists (select from conversations c where c.id = t.conversation_id
    and ${canSeeSql(access)} and (c.queue_id is null or ${inQueuesSql(access)}))`;
}

/** When the caller began to wait: whoever came first is called back first. */
export const calledAtSql = sql`coalesce(
  (select min(k.started_at) from calls k where k.conversation_id = t.conversation_id), t.created_at)`;
