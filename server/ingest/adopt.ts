import type pg from "pg";
import type { Accepted } from "./accepted.ts";
import { Item } from "./inbound-schema.ts";

/**
 * Takes over the accepted rows of dead nodes: those not heard of for ten seconds; the first time also those whose
 * session has ended, however lately they were heard of.
 */
export async function adopt(
  client: pg.Client,
  nodeId: string,
  { nodeLock, isFirst }: { nodeLock: number; isFirst: boolean },
): Promise<void> {
  await client.query(
    `with owners as (
      select distinct node_id from inbound where state = 'accepted' and node_id <> $1
    ), dead as materialized (
      select o.node_id from owners o left join nodes n on n.id = o.node_id
      where n.seen_at is null or n.seen_at < now() - interval '10 seconds'
        or ($2 and pg_try_advisory_xact_lock($3, hashtext(o.node_id::text)))
    )
    update inbound set node_id = $1 where state = 'accepted' and node_id in (select node_id from dead)`,
    [nodeId, isFirst, nodeLock],
  );
}

export const pageSize = 2_000;

interface Row {
  id: string;
  channelId: string;
  item: Buffer;
  receivedAt: Date;
}

/** This node's rows that have waited so long, oldest first. */
export async function loadOwn(client: pg.Client, nodeId: string, forSeconds: number): Promise<Accepted[]> {
  const { rows } = await client.query<Row>(
    `select id, channel_id as "channelId", item, received_at as "receivedAt" from inbound
    where node_id = $1 and state = 'accepted' and received_at <= now() - make_interval(secs => $2)
    order by id limit $3`,
    [nodeId, forSeconds, pageSize],
  );
  return rows.map(({ item, ...row }) => ({ ...row, item: asItem(item) }));
}

/** The ledger holds what `parseInbound` gave. */
export const asItem = (bytes: Buffer): Item => Item.parse(JSON.parse(bytes.toString("utf8")));
