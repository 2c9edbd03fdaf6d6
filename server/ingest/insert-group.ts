import type pg from "pg";
import { asArrays } from "../../db/row-arrays.ts";
import type { Entry } from "./entry.ts";

// In one order, so that two groups with the same messages wait for each other and never in a circle.
// All items travel as one parameter of bytes and are cut apart by the server: an array of bytea would be sent as hex.
const insertSql = `
  insert into inbound (id, channel_id, external_id, item, raw, received_at)
  select e.id, e.channel_id, e.external_id, substring($7::bytea from e.item_at for e.item_length),
    case when e.raw_length is not null then substring($7 from e.item_at + e.item_length for e.raw_length) end, $8
  from unnest($1::uuid[], $2::uuid[], $3::text[], $4::int[], $5::int[], $6::int[])
    as e(id, channel_id, external_id, item_at, item_length, raw_length)
  join channels c on c.id = e.channel_id
  order by e.channel_id, e.external_id
  on conflict (channel_id, external_id) do nothing
  returning id`;

const findSql = `
  select e.id as "entryId", i.id from unnest($1::uuid[], $2::uuid[], $3::text[]) as e(id, channel_id, external_id)
  join inbound i on i.channel_id = e.channel_id and i.external_id = e.external_id`;

const keptOrFoundSql = `
  select id as "entryId", id from kept
  union all ${findSql} where e.id not in (select id from kept)`;

const waitingSql = `
  with kept as (${insertSql}),
    waiting as (insert into inbound_waiting (node_id, id) select $9, id from kept)
  ${keptOrFoundSql}`;

const processedSql = `with kept as (${insertSql}) ${keptOrFoundSql}`;

const entryColumns = { id: "uuid", channelId: "uuid", externalId: "text" } as const;
const placeColumns = { start: "int", length: "int", rawLength: "int" } as const;

/** The row that holds what came, by the id of its entry: of that id if it is new, else the one that was there before. */
export type Known = Map<string, string>;

/** Commits the entries in one statement. What has no row came in elsewhere at the same moment, or is of no channel. */
export async function insertGroup(client: pg.Client, nodeId: string, entries: Entry[]): Promise<Known> {
  const values = [...valuesOf(entries), nodeId];
  return withTwins(entries, await ask(client, { name: "ingest-accept", text: waitingSql, values }));
}

/** The same for what is processed within the transaction, and so need not wait. */
export async function insertProcessed(client: pg.Client, entries: Entry[]): Promise<Known> {
  const values = valuesOf(entries);
  return withTwins(entries, await ask(client, { name: "ingest-insert", text: processedSql, values }));
}

export const findKnown = (client: pg.Client, entries: Entry[]): Promise<Known> =>
  ask(client, { name: "ingest-known", text: findSql, values: asArrays(entries, entryColumns) });

async function ask(client: pg.Client, query: pg.QueryConfig): Promise<Known> {
  const { rows } = await client.query<{ entryId: string; id: string }>(query);
  return new Map(rows.map(({ entryId, id }) => [entryId, id]));
}

/** A statement does not see the rows that it makes, and so not that of the same message a second time in its group. */
function withTwins(entries: Entry[], known: Known): Known {
  if (known.size === entries.length) return known;
  const keyOf = ({ channelId, externalId }: Entry) => `${channelId} ${externalId}`;
  const isKnown = ({ id }: Entry) => known.has(id);
  const ids = new Map(entries.filter(isKnown).map((entry) => [keyOf(entry), known.get(entry.id)]));
  for (const entry of entries) {
    const id = isKnown(entry) ? undefined : ids.get(keyOf(entry));
    if (id) known.set(entry.id, id);
  }
  return known;
}

function valuesOf(entries: Entry[]): unknown[] {
  const parts: Uint8Array[] = [];
  let at = 1;
  const places = entries.map(({ bytes, raw }) => {
    parts.push(bytes, ...(raw ? [raw] : []));
    const start = at;
    at += bytes.length + (raw?.byteLength ?? 0);
    return { start, length: bytes.length, rawLength: raw?.byteLength };
  });
  return [
    ...asArrays(entries, entryColumns),
    ...asArrays(places, placeColumns),
    Buffer.concat(parts),
    entries[0]?.accepted.receivedAt,
  ];
}
