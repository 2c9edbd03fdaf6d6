import type pg from "pg";
import type { Accepted } from "./accepted.ts";
import { Item } from "./inbound-schema.ts";

/**
 * Takes over what waits for dead nodes: those not heard of for ten seconds; the first time also those whose
 * session has ended, however lately they were heard of. Gives how much there was.
 */
export async function adopt(
  client: pg.Client,
  nodeId: string,
  { nodeLock, isFirst }: { nodeLock: number; isFirst: boolean },
): Promise<number> {
  const { rowCount } = await client.query(
    `with owners as (
      -- Either side of its own, which may be many.
      select node_id from inbound_waiting where node_id < $1
      union select node_id from inbound_waiting where node_id > $1
    ), dead as materialized (
      select o.node_id from owners o left join nodes n on n.id = o.node_id
      where n.seen_at is null or n.seen_at < now() - interval '10 seconds'
        or ($2 and pg_try_advisory_xact_lock($3, hashtext(o.node_id::text)))
    )
    update inbound_waiting set node_id = $1 where node_id in (select node_id from dead)`,
    [nodeId, isFirst, nodeLock],
  );
  return rowCount ?? 0;
}

export interface Page {
  items: Accepted[];
  isLast: boolean;
}

const pageSize = 2_000;
const pageBytes = 8 * 1024 * 1024;

interface Row {
  id: string;
  channelId: string;
  item: Buffer;
  receivedAt: Date;
  size: number;
  total: number;
}

const pageSql = `
  with waiting as materialized (
    select id from inbound_waiting where node_id = $1 order by id limit $3
  ), oldest as (
    select id, channel_id as "channelId", item, received_at as "receivedAt", octet_length(item) as size
    from waiting join inbound using (id) where received_at <= $2
  ), added as (
    select *, count(*) over ()::int as total, sum(size) over (order by id) - size as before from oldest
  )
  select id, "channelId", item, "receivedAt", size, total from added where before < $4 order by id`;

/** A page of this node's rows that have waited since `until` or longer, oldest first. */
export async function loadOwn(client: pg.Client, nodeId: string, until: Date | "infinity"): Promise<Page> {
  const { rows } = await client.query<Row>(pageSql, [nodeId, until, pageSize, pageBytes]);
  const total = rows[0]?.total ?? 0;
  return {
    items: rows.map(({ item, total, ...row }) => ({ ...row, item: asItem(item) })),
    isLast: total < pageSize && rows.length === total,
  };
}

/** The ledger holds what `parseInbound` gave. */
export const asItem = (bytes: Buffer): Item => Item.parse(JSON.parse(bytes.toString("utf8")));
