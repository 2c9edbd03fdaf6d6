import { sql } from "drizzle-orm";
import type { Call, callEndpoints } from "../contract/calls.ts";
import type { Page } from "../contract/common.ts";
import { notFound } from "../lib/app-error.ts";
import { cutPage, readCursor } from "../lib/cursor.ts";
import type { Deps } from "../lib/deps.ts";
import { iso } from "../lib/rows.ts";
import type { Access } from "../permissions/access.ts";
import { canSeeSql } from "../permissions/can-see.ts";
import { showCalls } from "./show-calls.ts";

type Reader = Pick<Deps, "db">;
type ListQuery = (typeof callEndpoints)["GET /calls"]["query"]["_output"];

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
  const shown = await showCalls(
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
  const call = rows.length > 0 ? (await showCalls(deps, [id])).get(id) : undefined;
  if (!call) throw notFound("call");
  return call;
}

/** What somebody has just changed, even when they no longer see it. */
export async function getChangedCall(deps: Reader, id: string): Promise<Call> {
  const call = (await showCalls(deps, [id])).get(id);
  if (!call) throw notFound("call");
  return call;
}

interface OwnLeg {
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
