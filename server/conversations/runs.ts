import { type SQL, sql } from "drizzle-orm";
import type { ConversationStatus, View } from "../contract/conversations.ts";
import type { Cursor } from "../lib/cursor.ts";
import { uuids } from "../lib/rows.ts";
import type { Access } from "../permissions/access.ts";
import { canSeeSql, inChannelsSql, seesAssigned, throughPlaceSql } from "../permissions/can-see.ts";

/** What a page or a count of the inbox asks for. */
export interface Wanted {
  access: Access;
  view: View;
  /** In `all`: what is snoozed or resolved too, as of one contact always. */
  withClosed?: boolean;
  status?: ConversationStatus;
  channelId?: string;
  contactId?: string;
  assigneeId?: string;
  tagId?: string;
  after?: Cursor;
  /** Where the page is known to end at the latest. */
  edge?: string;
  limit: number;
}

const isUnassigned = sql`c.assignee_id is null`;
const isAssigned = sql`c.assignee_id is not null`;

/**
 * The inbox as the union of a few runs without overlap, each of which an index gives in order: a page takes no more
 * than its length from each, however many conversations there are. Rows of id and sort key, in no order.
 */
export function runsOf(wanted: Wanted): SQL {
  return sql.join(
    choose(wanted).map((run) => sql`(${run})`),
    sql` union all `,
  );
}

export const orderOf = ({ view }: Wanted): SQL =>
  view === "waiting" ? sql`order by at, id` : sql`order by at desc nulls last, id desc nulls last`;

function choose(wanted: Wanted): SQL[] {
  const { access, view, channelId } = wanted;
  if (wanted.contactId || wanted.tagId || wanted.assigneeId) return [pick(wanted, canSeeSql(access))];
  if (view === "mine") return [ordered(wanted, ofPerson(access))];
  if (view === "mentioned") return [pick(wanted, canSeeSql(access))];
  const channelIds = channelId ? access.channelIds.filter((id) => id === channelId) : access.channelIds;
  if (access.role === "admin") return inChannels(wanted, channelIds, true);
  const isElsewhere = sql`not ${throughPlaceSql(access)}`;
  return [
    ...inChannels(wanted, channelIds, seesAssigned(access)),
    ...inQueues(wanted, seesAssigned(access)),
    ordered(wanted, sql`${ofPerson(access)} and ${isElsewhere}`),
    pick(
      wanted,
      sql`${sharedWith(access)} and c.assignee_id is distinct from ${access.personId} and ${isElsewhere}`,
    ),
  ];
}

function inChannels(wanted: Wanted, channelIds: string[], withAssigned: boolean): SQL[] {
  return inEach(wanted, channelIds, sql`c.channel_id = h.id`, withAssigned);
}

/** What lies in their queues and came by a channel that is not theirs. */
function inQueues(wanted: Wanted, withAssigned: boolean): SQL[] {
  const { access } = wanted;
  if (access.queueIds.length === 0) return [];
  const isIn = sql`c.queue_id = h.id and not ${inChannelsSql(access)}`;
  return inEach(wanted, access.queueIds, isIn, withAssigned);
}

function inEach(wanted: Wanted, ids: string[], isIn: SQL, withAssigned: boolean): SQL[] {
  const each = (run: SQL) => sql`select x.id, x.at from unnest(${uuids(ids)}::uuid[]) as h(id)
    cross join lateral (${ordered(wanted, sql`${isIn} and ${run}`)}) as x`;
  if (wanted.view === "unassigned" || !withAssigned) return [each(isUnassigned)];
  return wanted.view === "waiting" ? [each(sql`true`)] : [each(isUnassigned), each(isAssigned)];
}

/** Indexes lead with the status, so each status is a run of its own; those who wait are in order without it. */
function ordered(wanted: Wanted, run: SQL): SQL {
  if (wanted.view === "waiting") return pick(wanted, run);
  return sql`select y.id, y.at from unnest(${array(statusesOf(wanted))}::text[]) as s(status)
    cross join lateral (${pick(wanted, sql`c.status = s.status and ${run}`)}) as y`;
}

function pick(wanted: Wanted, run: SQL): SQL {
  const key = wanted.view === "waiting" ? sql`c.waiting_since` : sql`c.last_interaction_at`;
  const order =
    wanted.view === "waiting" ? sql`${key}, c.id` : sql`${key} desc nulls last, c.id desc nulls last`;
  const conditions = sql.join([run, ...conditionsOf(wanted, key)], sql` and `);
  return sql`select c.id, ${key} as at from conversations c where ${conditions} order by ${order} limit ${wanted.limit}`;
}

function conditionsOf(wanted: Wanted, key: SQL): SQL[] {
  const { access, view, channelId, contactId, assigneeId, tagId, after, edge } = wanted;
  const conditions = [statusIn(wanted)];
  if (view === "mine") conditions.push(ofPerson(access));
  if (view === "unassigned") conditions.push(isUnassigned);
  if (view === "waiting") conditions.push(sql`c.waiting_since is not null`);
  if (view === "mentioned") conditions.push(sharedWith(access, sql`and reason = 'mentioned'`));
  if (channelId) conditions.push(sql`c.channel_id = ${channelId}`);
  if (contactId) conditions.push(sql`c.contact_id = ${contactId}`);
  if (assigneeId) conditions.push(sql`c.assignee_id = ${assigneeId}`);
  if (tagId)
    conditions.push(sql`c.id in (select conversation_id from conversation_tags where tag_id = ${tagId})`);
  if (after) {
    const isFurther = view === "waiting" ? sql`>` : sql`<`;
    conditions.push(sql`(${key}, c.id) ${isFurther} (${after.at}::timestamptz, ${after.id}::uuid)`);
  }
  if (edge) conditions.push(sql`${key} ${view === "waiting" ? sql`<=` : sql`>=`} ${edge}::timestamptz`);
  return conditions;
}

/**
 * Resolving ends the waiting, so that only a snooze can hide who waits. Naming more statuses would make the planner
 * expect far fewer rows than there are, and turn from the index that has them in order.
 */
function statusIn(wanted: Wanted): SQL {
  if (wanted.view === "waiting" && !wanted.status) return sql`c.status <> 'snoozed'`;
  return sql`c.status = any(${array(statusesOf(wanted))}::text[])`;
}

const ofPerson = (access: Access) => sql`c.assignee_id = ${access.personId}`;

const sharedWith = (
  access: Access,
  reason = sql``,
) => sql`c.id in (select conversation_id from conversation_people
  where person_id = ${access.personId} ${reason})`;

function statusesOf({ view, status, contactId, withClosed }: Wanted): ConversationStatus[] {
  if (status) return [status];
  if (view === "snoozed" || view === "resolved") return [view];
  // Of one contact, all is the whole history.
  if (view === "all" && (contactId || withClosed)) return ["open", "pending", "snoozed", "resolved"];
  return ["open", "pending"];
}

const array = (texts: string[]) => `{${texts.join(",")}}`;
