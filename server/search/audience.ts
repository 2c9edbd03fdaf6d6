import { type SQL, sql } from "drizzle-orm";
import type { Access } from "../permissions/access.ts";

/** The audience of a row of conversations named `c`. */
export const conversationAudience: SQL = sql`(array['c:' || c.channel_id,
  case when c.assignee_id is null then 'u:' || c.channel_id else 'p:' || c.assignee_id end]
  || case when c.queue_id is null then '{}'::text[] when c.assignee_id is null
    then array['c:' || c.queue_id, 'u:' || c.queue_id] else array['c:' || c.queue_id] end
  || array(select 'p:' || cp.person_id from conversation_people cp where cp.conversation_id = c.id))`;

/**
 * The audience of a row of contacts named `t`: whoever may find one of its conversations, deals or tasks, and who made
 * it.
 */
export const contactAudience: SQL = sql`array(
  select unnest(${conversationAudience}) from conversations c where c.contact_id = t.id
  union select 'p:' || owner_id from deals where contact_id = t.id and owner_id is not null
  union select 'p:' || p from tasks, unnest(array[assignee_id, created_by]) p where contact_id = t.id and p is not null
  union select 'p:' || t.created_by where t.created_by is not null
  order by 1)`;

/** Which audiences somebody belongs to; undefined for those who find everything. */
export function audiencesOf(access: Access): string[] | undefined {
  if (access.role === "admin") return undefined;
  const place = access.role === "supervisor" || access.agentsSeeAll ? "c" : "u";
  const placeIds = [...access.channelIds, ...access.queueIds];
  return [`p:${access.personId}`, ...placeIds.map((id) => `${place}:${id}`)];
}

/** A condition on the audience column, which the index can use together with the words. */
export function withinAudience(access: Access): SQL {
  const audiences = audiencesOf(access);
  return audiences ? sql`audience && ${`{${audiences.join(",")}}`}::text[]` : sql`true`;
}
