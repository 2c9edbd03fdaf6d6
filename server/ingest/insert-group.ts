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
  on conflict (channel_id, external_id) do nothing`;

const insertWaitingSql = `
  with kept as (${insertSql} returning id)
  insert into inbound_waiting (node_id, id) select $9, id from kept returning id`;

const findSql = `
  select e.id as "entryId", i.id from unnest($1::uuid[], $2::uuid[], $3::text[]) as e(id, channel_id, external_id)
  join inbound i on i.channel_id = e.channel_id and i.external_id = e.external_id`;

const entryColumns = { id: "uuid", channelId: "uuid", externalId: "text" } as const;
const placeColumns = { start: "int", length: "int", rawLength: "int" } as const;

/** Commits the entries in one statement; gives the ids of those that are new and of a channel that is there. */
export async function insertGroup(client: pg.Client, nodeId: string, entries: Entry[]): Promise<Set<string>> {
  const { rows } = await client.query<{ id: string }>({
    name: "ingest-accept",
    text: insertWaitingSql,
    values: [...valuesOf(entries), nodeId],
  });
  return new Set(rows.map(({ id }) => id));
}

/** The same for what is processed within the transaction, and so need not wait. */
export async function insertProcessed(client: pg.Client, entries: Entry[]): Promise<Set<string>> {
  const { rows } = await client.query<{ id: string }>({
    name: "ingest-insert",
    text: `${insertSql} returning id`,
    values: valuesOf(entries),
  });
  return new Set(rows.map(({ id }) => id));
}

/** The rows that were there before, by the id of the entry that came again. */
export async function findKnown(client: pg.Client, entries: Entry[]): Promise<Map<string, string>> {
  const { rows } = await client.query<{ entryId: string; id: string }>({
    name: "ingest-known",
    text: findSql,
    values: asArrays(entries, entryColumns),
  });
  return new Map(rows.map(({ entryId, id }) => [entryId, id]));
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
