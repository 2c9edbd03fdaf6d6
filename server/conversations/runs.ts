import { type SQL, sql } from "drizzle-orm";
import type { ConversationStatus, View } from "../contract/conversations.ts";
import type { Cursor } from "../lib/cursor.ts";
import { uuids } from "../lib/rows.ts";
import type { Access } from "../permissions/access.ts";
import { canSeeSql, seesAssigned, throughChannelSql } from "../permissions/can-see.ts";

/** What a page or a count of the inbox asks for. */
export interface Wanted {
  access: Access;
  view: View;
  status?: ConversationStatus;
  channelId?: string;
  contactId?: string;
  assigneeId?: string;
  tagId?: string;
  after?: Cursor;
  limit: number;
  /** A count stops at the limit, wherever in the order. */
  isCount?: boolean;
}

/**
 * Ids and sort keys of one page, in its order. An inbox is the union of a few runs, each of which an index gives in
 * order: a page takes no more than its length from each, however many conversations there are.
 */
export function selectRuns(wanted: Wanted): SQL {
  const runs = sql.join(
    runsOf(wanted).map((run) => sql`(${run})`),
    sql` union all `,
  );
  return sql`select id, at from (${runs}) as r ${wanted.isCount ? sql`` : orderOf(wanted)} limit ${wanted.limit}`;
}

function runsOf(wanted: Wanted): SQL[] {
  const { access, view, channelId, contactId, assigneeId, tagId } = wanted;
  if (contactId) return [matching(wanted, sql`c.contact_id = ${contactId}`)];
  if (tagId) {
    return [matching(wanted, sql`c.id in (select conversation_id from conversation_tags where tag_id = ${tagId})`)];
  }
  if (assigneeId) return [ofPerson(wanted, assigneeId, canSeeSql(access))];
  if (view === "mine") return [ofPerson(wanted, access.personId, sql`true`)];
  if (view === "mentioned") return [sharedWith(wanted, sql`cp.reason = 'mentioned'`)];
  if (access.role === "admin") return inbox(wanted);
  const isRest = sql`not ${throughChannelSql(access)}`;
  const throughChannels = inChannels(wanted, reach(access, channelId), !seesAssigned(access));
  if (view === "unassigned") return throughChannels;
  return [
    ...throughChannels,
    ofPerson(wanted, access.personId, isRest),
    sharedWith(wanted, sql`c.assignee_id is distinct from ${access.personId} and ${isRest}`),
  ];
}

function inbox(wanted: Wanted): SQL[] {
  const { access, view, channelId } = wanted;
  const isByChannel = channelId !== undefined || view === "unassigned" || view === "waiting";
  if (isByChannel) return inChannels(wanted, channelId ? [channelId] : access.channelIds, false);
  return [
    sql`select x.id, x.at from unnest(${statuses(wanted)}::text[]) as s(status)
    cross join lateral (${pick(wanted, sql`c.status = s.status`)}) as x`,
  ];
}
