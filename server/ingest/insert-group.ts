import type pg from "pg";
import { asArrays } from "../../db/row-arrays.ts";
import type { Entry } from "./accept.ts";

// In one order, so that two groups with the same messages wait for each other and never in a circle.
// All items travel as one parameter of bytes and are cut apart by the server: an array of bytea would be sent as hex.
const insert = `
  with kept as (
    insert into inbound (id, channel_id, external_id, item, raw, received_at)
    select e.id, e.channel_id, e.external_id, substring($7::bytea from e.item_at for e.item_length),
      case when e.raw_length is not null then substring($7 from e.item_at + e.item_length for e.raw_length) end, $9
    from unnest($1::uuid[], $2::uuid[], $3::text[], $4::int[], $5::int[], $6::int[])
      as e(id, channel_id, external_id, item_at, item_length, raw_length)
    join channels c on c.id = e.channel_id
    order by e.channel_id, e.external_id
    on conflict (channel_id, external_id) do nothing
    returning id
  )
  insert into inbound_waiting (node_id, id) select $8, id from kept returning id`;

const find = `
  select e.id as "entryId", i.id from unnest($1::uuid[], $2::uuid[], $3::text[]) as e(id, channel_id, external_id)
  join inbound i on i.channel_id = e.channel_id and i.external_id = e.external_id`;

const entryColumns = { id: "uuid", channelId: "uuid", externalId: "text" } as const;

/** Commits the entries in one statement; gives the ids of those that are new and of a channel that is there. */
export async function insertGroup(client: pg.Client, nodeId: string, entries: Entry[]): Promise<Set<string>> {
  const parts: Uint8Array[] = [];
  let at = 1;
  const places = entries.map(({ bytes, raw }) => {
    parts.push(bytes, ...(raw ? [raw] : []));
    const start = at;
    at += bytes.length + (raw?.byteLength ?? 0);
    return { start, length: bytes.length, rawLength: raw?.byteLength };
  });
  const { rows } = await client.query<{ id: string }>({
    name: "ingest-accept",
    text: insert,
    values: [
      ...asArrays(entries, entryColumns),
      ...asArrays(places, { start: "int", length: "int", rawLength: "int" }),
      Buffer.concat(parts),
      nodeId,
      entries[0]?.accepted.receivedAt,
    ],
  });
  return new Set(rows.map(({ id }) => id));
}

/** The rows that were there before, by the id of the entry that came again. */
export async function findKnown(client: pg.Client, entries: Entry[]): Promise<Map<string, string>> {
  const { rows } = await client.query<{ entryId: string; id: string }>({
    name: "ingest-known",
    text: find,
    values: asArrays(entries, entryColumns),
  });
  return new Map(rows.map(({ entryId, id }) => [entryId, id]));
}
