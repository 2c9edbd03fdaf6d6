import { type SQL, sql } from "drizzle-orm";
import { uuids } from "../lib/rows.ts";
import type { Access } from "./access.ts";

/** What the predicate looks at. */
export interface ConversationFacts {
  channelId: string;
  /** Where its work lies. */
  queueId: string | null;
  assigneeId: string | null;
  /** Mentioned in it, given it to see, or offered it. */
  peopleIds: string[];
}

/** The rule, as SQL over a row of conversations named `c`; `canSee` is the same rule for sockets. */
export function canSeeSql(access: Access): SQL {
  if (access.role === "admin") return sql`true`;
  return sql`(${throughPlaceSql(access)} or c.assignee_id = ${access.personId}
    or exists (select from conversation_people cp where cp.conversation_id = c.id and cp.person_id = ${access.personId}))`;
}

/** The part of the rule that looks at channel and queue alone, and never for an admin. */
export function throughPlaceSql(access: Access): SQL {
  const isInPlaces = sql`(${inChannelsSql(access)} or ${inQueuesSql(access)})`;
  return seesAssigned(access) ? isInPlaces : sql`(${isInPlaces} and c.assignee_id is null)`;
}

export const inChannelsSql = (access: Access): SQL =>
  sql`c.channel_id = any(${uuids(access.channelIds)}::uuid[])`;

/** Never null, so that its opposite holds for what lies in no queue. */
export const inQueuesSql = (access: Access): SQL =>
  sql`coalesce(c.queue_id = any(${uuids(access.queueIds)}::uuid[]), false)`;

export function canSee(access: Access, conversation: ConversationFacts): boolean {
  if (access.role === "admin") return true;
  if (conversation.assigneeId === access.personId) return true;
  if (conversation.peopleIds.includes(access.personId)) return true;
  if (!isInPlaces(access, conversation)) return false;
  return seesAssigned(access) || conversation.assigneeId === null;
}

const isInPlaces = (access: Access, { channelId, queueId }: ConversationFacts) =>
  access.channelIds.includes(channelId) || (queueId !== null && access.queueIds.includes(queueId));

/** Whether somebody sees in their channels and queues what others answer. */
export const seesAssigned = (access: Access): boolean => access.role === "supervisor" || access.agentsSeeAll;
