import { type SQL, sql } from "drizzle-orm";
import type { Access } from "./access.ts";
import { type ConversationFacts, canSee, canSeeSql } from "./can-see.ts";
import { leads, leadsSql } from "./can-see-deal.ts";

export interface TaskFacts {
  assigneeId: string | null;
  assigneeTeamIds: string[];
  createdBy: string | null;
  conversation: ConversationFacts | null;
}

/** As for deals, and for whoever made it. SQL over a row named `t`. */
export function canSeeTaskSql(access: Access): SQL {
  if (access.role === "admin") return sql`true`;
  return sql`(t.assignee_id = ${access.personId} or t.created_by = ${access.personId}
    or ${leadsSql(access, sql`t.assignee_id`)}
    or exists (select from conversations c where c.id = t.conversation_id and ${canSeeSql(access)}))`;
}

export function canSeeTask(access: Access, task: TaskFacts): boolean {
  if (access.role === "admin") return true;
  if (task.assigneeId === access.personId || task.createdBy === access.personId) return true;
  if (leads(access, task.assigneeTeamIds)) return true;
  return task.conversation !== null && canSee(access, task.conversation);
}
