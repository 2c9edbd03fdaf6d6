import type pg from "pg";
import type { EventType, LoggedEvent } from "../contract/events.ts";
import type { Deps } from "../lib/deps.ts";

interface Row {
  seq: number;
  type: string;
  version: number;
  conversationId: string | null;
  actorId: string | null;
  data: unknown;
  at: number;
}

type Client = Pick<pg.ClientBase, "query"> | Deps["pool"];

const nextSql = `
  select seq, type, version, conversation_id as "conversationId", actor_id as "actorId", data,
    date_part('epoch', at) * 1000 as at
  from events where seq > $1 order by seq limit $2`;

/** What the log holds after a position, in its one order. */
export async function readEvents(client: Client, after: number, limit: number): Promise<LoggedEvent[]> {
  const { rows } = await client.query<Row>({ name: "read-events", text: nextSql, values: [after, limit] });
  return rows.map(asEvent);
}

const typedSql = `
  with next as materialized (${nextSql})
  select * from next where type = any($3) or seq = (select max(seq) from next) order by seq`;

/** Of the same as many only those of some types, and the last, which tells how far that was. */
export async function readEventsOf(
  types: readonly EventType[],
  client: Client,
  after: number,
  limit: number,
): Promise<LoggedEvent[]> {
  const values = [after, limit, types];
  const { rows } = await client.query<Row>({ name: "read-events-of", text: typedSql, values });
  return rows.map(asEvent);
}

/** Everything up to here is committed; 0 in an empty log. */
export async function lastPosition(deps: Pick<Deps, "pool">): Promise<number> {
  const { rows } = await deps.pool.query<{ seq: number | null }>("select max(seq) as seq from events");
  return rows[0]?.seq ?? 0;
}

/** Whether the log still holds all that came after a position; old events are not kept for ever. */
export async function isKept(deps: Pick<Deps, "pool">, position: number): Promise<boolean> {
  const { rows } = await deps.pool.query<{ seq: number | null }>("select min(seq) as seq from events");
  return position + 1 >= (rows[0]?.seq ?? 0);
}

/** Rows of the log were appended as HubEvent by `transact`, which checks their shape when it is compiled. */
function asEvent({ conversationId, actorId, at, ...row }: Row): LoggedEvent {
  return {
    ...row,
    ...(conversationId && { conversationId }),
    ...(actorId && { actorId }),
    at: new Date(at).toISOString(),
  } as LoggedEvent;
}
