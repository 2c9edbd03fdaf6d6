import { type SQL, sql } from "drizzle-orm";
import type { Access } from "./access.ts";
import { type ConversationFacts, canSee, canSeeSql } from "./can-see.ts";
import { canSeeDeal, canSeeDealSql, type DealFacts } from "./can-see-deal.ts";
import { canSeeTask, canSeeTaskSql, type TaskFacts } from "./can-see-task.ts";

export interface ContactFacts {
  createdBy: string | null;
  conversations: ConversationFacts[];
  deals: DealFacts[];
  tasks: TaskFacts[];
}

/** Through any conversation, deal or task that one sees, and for whoever made it. SQL over a row named `n`. */
export function canSeeContactSql(access: Access): SQL {
  if (access.role === "admin") return sql`true`;
  return sql`(n.created_by = ${access.personId}
    or exists (select from conversations c where c.contact_id = n.id and ${canSeeSql(access)})
    or exists (select from deals d where d.contact_id = n.id and ${canSeeDealSql(access)})
    or exists (select from tasks t where t.contact_id = n.id and ${canSeeTaskSql(access)}))`;
}

export function canSeeContact(access: Access, contact: ContactFacts): boolean {
  if (access.role === "admin" || contact.createdBy === access.personId) return true;
  return (
    contact.conversations.some((facts) => canSee(access, facts)) ||
    contact.deals.some((facts) => canSeeDeal(access, facts)) ||
    contact.tasks.some((facts) => canSeeTask(access, facts))
  );
}
