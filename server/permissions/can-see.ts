import { type SQL, sql } from "drizzle-orm";
import { uuids } from "../lib/rows.ts";
import type { Access } from "./access.ts";

/** What the predicate looks at. */
export interface ConversationFacts {
  channelId: string;
  assigneeId: string | null;
  /** Mentioned in it or given it to see. */
  peopleIds: string[];
}

/** The rule, as SQL over a row of conversations named `c`; `canSee` is the same rule for sockets. */
export function canSeeSql(access: Access): SQL {
  if (access.role === "admin") return sql`true`;
  return sql`(${throughChannelSql(access)} or c.assignee_id = ${access.personId}
    or exists (select from conversation_people cp where cp.conversation_id = c.id and cp.person_id = ${access.personId}))`;
}

/** The part of the rule that looks at the channel alone, and never for an admin. */
export function throughChannelSql(access: Access): SQL {
  const isInChannels = sql`c.channel_id = any(${uuids(access.channelIds)}::uuid[])`;
  return seesAssigned(access) ? isInChannels : sql`(${isInChannels} and c.assignee_id is null)`;
}

export function canSee(access: Access, conversation: ConversationFacts): boolean {
  if (access.role === "admin") return true;
  if (conversation.assigneeId === access.personId) return true;
  if (conversation.peopleIds.includes(access.personId)) return true;
  if (!access.channelIds.includes(conversation.channelId)) return false;
  return seesAssigned(access) || conversation.assigneeId === null;
}

/** Whether somebody sees in their channels what others answer. */
export const seesAssigned = (access: Access): boolean => access.role === "supervisor" || access.agentsSeeAll;
