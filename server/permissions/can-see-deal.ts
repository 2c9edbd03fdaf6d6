import { type SQL, sql } from "drizzle-orm";
import { uuids } from "../lib/rows.ts";
import type { Access } from "./access.ts";
import { type ConversationFacts, canSee, canSeeSql } from "./can-see.ts";

export interface DealFacts {
  ownerId: string | null;
  ownerTeamIds: string[];
  conversation: ConversationFacts | null;
}

/** Its owner's, whoever sees its conversation's, and the supervisors' of its owner. SQL over a row named `d`. */
export function canSeeDealSql(access: Access): SQL {
  if (access.role === "admin") return sql`true`;
  return sql`(d.owner_id = ${access.personId} or ${leadsSql(access, sql`d.owner_id`)}
    or exists (select from conversations c where c.id = d.conversation_id and ${canSeeSql(access)}))`;
}

export function canSeeDeal(access: Access, deal: DealFacts): boolean {
  if (access.role === "admin" || deal.ownerId === access.personId) return true;
  if (leads(access, deal.ownerTeamIds)) return true;
  return deal.conversation !== null && canSee(access, deal.conversation);
}

/** Whether the person in that column is in a team of this supervisor. */
export function leadsSql(access: Access, personId: SQL): SQL {
  if (access.role !== "supervisor") return sql`false`;
  return sql`exists (select from team_members tm
    where tm.person_id = ${personId} and tm.team_id = any(${uuids(access.teamIds)}::uuid[]))`;
}

export const leads = (access: Access, teamIds: string[]): boolean =>
  access.role === "supervisor" && teamIds.some((id) => access.teamIds.includes(id));
