import { sql } from "drizzle-orm";
import type { Call, callEndpoints } from "../contract/calls.ts";
import type { Page } from "../contract/common.ts";
import { notFound } from "../lib/app-error.ts";
import { cutPage, readCursor } from "../lib/cursor.ts";
import type { Deps } from "../lib/deps.ts";
import { planned } from "../lib/planned.ts";
import { iso, uuids } from "../lib/rows.ts";
import type { Access } from "../permissions/access.ts";
import { canSeeSql } from "../permissions/can-see.ts";
import { type CallShown, presentCall } from "./present.ts";
import { recordingsOf } from "./recordings/queries.ts";

type Reader = Pick<Deps, "db">;
type ListQuery = (typeof callEndpoints)["GET /calls"]["query"]["_output"];

/**
 * Calls as they are now, by id; for those whose conversations whoever asks was found to see. A call lies where its
 * interaction does. Who listens or whispers is shown to nobody by this.
 */
export async function presentCalls(deps: Reader, ids: readonly string[]): Promise<Map<string, Call>> {
  if (ids.length === 0) return new Map();
  const [rows, recordings] = await Promise.all([
    planned<CallShown>(
      deps.db,
      "present-calls",
      sql`
    select k.id, i.conversation_id, n.id as contact_id, n.name as contact_name, k.channel_id, k.direction, k.number,
      case when k.stage = 'queued' and exists (select from work_items w
        where w.conversation_id = k.conversation_id and w.state = 'offered') then 'offered' else k.stage end as stage,
      case when k.stage = 'ended' then k.outcome end as outcome, case when k.stage = 'ended' then k.queue_id else c.queue_id end as queue_id, k.choices, k.is_held,
      k.recording_rule, k.is_paused, k.is_recording_refused, k.started_at, k.answered_at, k.ended_at, k.version,
      (select coalesce(jsonb_agg(jsonb_build_object('id', l.id, 'personId', l.person_id, 'number', l.number,
          'role', l.role, 'state', l.state, 'reason', l.reason, 'connectedAt', l.connected_at, 'endedAt', l.ended_at)
          order by l.started_at, l.id), '[]')
        from ${talkedSql} l) as legs
    from calls k join interactions i on i.id = k.id join conversations c on c.id = i.conversation_id
      join contacts n on n.id = c.contact_id
    where k.id = any(${uuids(ids)}::uuid[])`,
    ),
    recordingsOf(deps, ids),
  ]);
  return new Map(rows.map((row) => [row.id, presentCall(row, recordings.get(row.id) ?? [])]));
}

/** Whoever came in to talk and went back to listening has left, for all who see the call. */
const talkedSql = sql`(
  select id, person_id, number, role, state, reason, started_at, connected_at, ended_at
    from call_legs where call_id = k.id and role = 'talk'
  union all
  select l.id, l.person_id, l.number, 'talk', 'ended', null, s.started_at, s.started_at, s.ended_at
    from call_legs l join lateral (select started_at, ended_at from call_supervisions
      where leg_id = l.id and mode = 'barge' and ended_at is not null order by started_at desc limit 1) s on true
    where l.call_id = k.id and l.role <> 'talk')`;

/** Newest first, among those whose conversations somebody sees. */
export async function listCalls(
  deps: Reader,
  { access, show, contactId, conversationId, cursor, limit }: ListQuery & { access: Access },
): Promise<Page<Call>> {
  const after = readCursor(cursor);
  const { rows } = await deps.db.execute<{ id: string; at: string }>(sql`
    select k.id, k.started_at as at
    from calls k join interactions i on i.id = k.id join conversations c on c.id = i.conversation_id
    where ${canSeeSql(access)} and ${shownBy[show](access)}
      ${contactId ? sql`and c.contact_id = ${contactId}` : sql``}
      ${conversationId ? sql`and c.id = ${conversationId}` : sql``}
      ${after ? sql`and (k.started_at, k.id) < (${after.at}::timestamptz, ${after.id}::uuid)` : sql``}
    order by k.started_at desc, k.id desc limit ${limit + 1}`);
  const page = cutPage(
    rows.map(({ id, at }) => ({ id, at: iso(at) })),
    limit,
  );
  const shown = await presentCalls(
    deps,
    page.rows.map(({ id }) => id),
  );
  const items = page.rows.flatMap(({ id }) => shown.get(id) ?? []);
  return { items, ...(page.next && { next: page.next }) };
}

const shownBy = {
  all: () => sql`true`,
  missed: () => sql`k.outcome in ('missed', 'abandoned', 'dropped') and k.stage = 'ended'`,
  placed: () => sql`k.direction = 'out'`,
  mine: ({ personId }: Access) =>
    sql`exists (select from call_legs l where l.call_id = k.id and l.person_id = ${personId})`,
  goingOn: () => sql`k.stage <> 'ended'`,
};

/** @throws AppError not_found when it is not there or not theirs. */
export async function getCall(deps: Reader, access: Access, id: string): Promise<Call> {
  const { rows } = await deps.db.execute(sql`
    select from interactions i join conversations c on c.id = i.conversation_id
    where i.id = ${id} and ${canSeeSql(access)}`);
  const call = rows.length > 0 ? (await presentCalls(deps, [id])).get(id) : undefined;
  if (!call) throw notFound("call");
  return call;
}

/** What somebody has just changed, even when they no longer see it. */
export async function getChangedCall(deps: Reader, id: string): Promise<Call> {
  const call = (await presentCalls(deps, [id])).get(id);
  if (!call) throw notFound("call");
  return call;
}

export interface OwnLeg {
  callId: string;
  legId: string;
  connector: string;
}

/** Those of a person that are not over, the oldest first. */
export async function listOwnLegs({ db }: Reader, personId: string): Promise<OwnLeg[]> {
  const { rows } = await db.execute<OwnLeg & Record<string, unknown>>(sql`
    select l.call_id as "callId", l.id as "legId", h.connector
    from call_legs l join calls k on k.id = l.call_id join channels h on h.id = k.channel_id
    where l.person_id = ${personId} and l.state <> 'ended' order by l.started_at, l.id`);
  return rows;
}

/** Channels that may carry calls, by age. */
export async function listCarryingChannels({ db }: Reader) {
  const { rows } = await db.execute<{ id: string; connector: string; name: string }>(sql`
    select id, connector, name from channels where is_enabled and archived_at is null order by created_at, id`);
  return rows;
}
