import { type SQL, sql } from "drizzle-orm";
import type { Access } from "../permissions/access.ts";

/** The audience of a row of conversations named `c`. */
export const conversationAudience: SQL = sql`(array['c:' || c.channel_id,
  case when c.assignee_id is null then 'u:' || c.channel_id else 'p:' || c.assignee_id end]
  || array(select 'p:' || cp.person_id from conversation_people cp where cp.conversation_id = c.id))`;

/** Which audiences somebody belongs to; undefined for those who find everything. */
export function audiencesOf(access: Access): string[] | undefined {
  if (access.role === "admin") return undefined;
  const channel = access.role === "supervisor" || access.agentsSeeAll ? "c" : "u";
  return [`p:${access.personId}`, ...access.channelIds.map((id) => `${channel}:${id}`)];
}

/** A condition on the audience column, which the index can use together with the words. */
export function withinAudience(access: Access): SQL {
  const audiences = audiencesOf(access);
  return audiences ? sql`audience && ${`{${audiences.join(",")}}`}::text[]` : sql`true`;
}
