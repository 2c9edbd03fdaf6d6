import { type SQL, sql } from "drizzle-orm";
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
  const inChannels = sql`c.channel_id = any(${uuids(access.channelIds)}::uuid[])`;
  const inPart = sql`(c.assignee_id = ${access.personId} or exists (select from conversation_people cp
    where cp.conversation_id = c.id and cp.person_id = ${access.personId}))`;
  if (access.role === "supervisor" || access.agentsSeeAll) return sql`(${inChannels} or ${inPart})`;
  return sql`((${inChannels} and c.assignee_id is null) or ${inPart})`;
}

export function canSee(access: Access, conversation: ConversationFacts): boolean {
  if (access.role === "admin") return true;
  if (conversation.assigneeId === access.personId) return true;
  if (conversation.peopleIds.includes(access.personId)) return true;
  if (!access.channelIds.includes(conversation.channelId)) return false;
  return access.role === "supervisor" || access.agentsSeeAll || conversation.assigneeId === null;
}

/** PostgreSQL's own array form, so that a list is one parameter. */
const uuids = (ids: string[]): string => `{${ids.join(",")}}`;
