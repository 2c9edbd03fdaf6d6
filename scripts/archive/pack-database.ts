import pg from "pg";
import { to as copyTo } from "pg-copy-streams";
import type { Pack } from "tar-stream";
import { StartError } from "../../db/start-error.ts";
import { addEntry } from "./add-entry.ts";
import { type ArchivedTable, type End, pieceName } from "./format.ts";
import { nameOf } from "./table-name.ts";

const pieceBytes = 4_000_000;

// The job queue's own list of its migrations belongs to its code, not to the data.
const listTables = `
  select n.nspname as schema, c.relname as name,
    array_agg(quote_ident(a.attname) order by a.attnum) filter (where a.attgenerated = '') as columns
  from pg_class c
  join pg_namespace n on n.oid = c.relnamespace
  join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  where n.nspname in ('public', 'drizzle', 'graphile_worker') and c.relkind = 'r'
    and (n.nspname, c.relname) <> ('graphile_worker', 'migrations')
    and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
  group by n.nspname, c.relname order by n.nspname, c.relname`;

/** Every table as it was at one moment; writers are not kept waiting. */
export async function openSnapshot(url: string) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query("begin isolation level repeatable read read only");
  await client.query("set local idle_in_transaction_session_timeout = 0; set local statement_timeout = 0");
  const { rows } = await client.query(
    "select to_regclass('drizzle.__drizzle_migrations') is not null as there",
  );
  if (!rows[0].there) {
    await client.end();
    throw new StartError("The database holds no Switchboard yet, so there is nothing to back up.");
  }
  const tables: ArchivedTable[] = (await client.query(listTables)).rows;
  const migrations = await client.query(
    "select created_at::float8 as at from drizzle.__drizzle_migrations order by created_at",
  );
  return { client, tables, migrations: migrations.rows.map(({ at }) => at as number) };
}

export async function packTables(pack: Pack, client: pg.Client, tables: ArchivedTable[]) {
  const rows: number[] = [];
  for (const [nth, table] of tables.entries()) rows.push(await packTable(pack, client, table, nth));
  return rows;
}

async function packTable(pack: Pack, client: pg.Client, table: ArchivedTable, nth: number) {
  const copy = client.query(copyTo(`copy ${nameOf(table)} (${table.columns}) to stdout`));
  let held: Buffer[] = [];
  let bytes = 0;
  let piece = 0;
  const flush = async () => {
    await addEntry(pack, pieceName(nth, piece++), Buffer.concat(held));
    held = [];
    bytes = 0;
  };
  for await (const chunk of copy) {
    held.push(chunk);
    bytes += chunk.length;
    if (bytes >= pieceBytes) await flush();
  }
  if (bytes > 0) await flush();
  return copy.rowCount;
}

/** Sequences know no snapshots: read after the tables, none is behind them. */
export async function readSequences(client: pg.Client): Promise<End["sequences"]> {
  const { rows: sequences } = await client.query(
    "select schemaname as schema, sequencename as name from pg_sequences where schemaname in ('public', 'drizzle', 'graphile_worker')",
  );
  const found: End["sequences"] = [];
  for (const { schema, name } of sequences) {
    const { rows } = await client.query(
      `select last_value::text, is_called from ${nameOf({ schema, name })}`,
    );
    found.push({ schema, name, value: rows[0].last_value, isCalled: rows[0].is_called });
  }
  return found;
}
