import { access } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type pg from "pg";
import { StartError } from "../../db/start-error.ts";
import { appSecretFile } from "../../server/lib/app-secret.ts";
import { keptFolders } from "./format.ts";

// A server's side of a connection outlives the client's for a moment.
const farewellMs = 3_000;

/** @throws StartError when something is in the database already (without `isForced`), or somebody uses it. */
export async function checkTarget(client: pg.Client, isForced: boolean) {
  const { rows } = await client.query(
    "select count(*)::int as tables from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace",
  );
  if (rows[0].tables > 0 && !isForced) {
    throw new StartError(
      "The database is not empty; add --force to put the backup in place of what is there.",
    );
  }
  const deadline = Date.now() + farewellMs;
  while (await hasOthers(client)) {
    if (Date.now() > deadline) {
      throw new StartError(
        "Somebody is connected to the database; stop the hub and what else uses it before a restore.",
      );
    }
    await delay(50);
  }
}

async function hasOthers(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query(`
    select count(*) > 0 as others from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'`);
  return rows[0].others;
}

/** @throws StartError when the data folder holds files or a key already (without `isForced`). */
export async function checkFolder(dataDir: string, isForced: boolean) {
  if (isForced) return;
  for (const path of [appSecretFile(dataDir), ...keptFolders.map((folder) => join(dataDir, folder))]) {
    const isThere = await access(path).then(
      () => true,
      () => false,
    );
    if (isThere)
      throw new StartError(`${path} is there already; add --force to put the backup in its place.`);
  }
}

// What an extension made stays, and what belongs to a table goes with that.
const listDrops = `
  with own as (
    select 'pg_class'::regclass as catalog, oid, relnamespace as space,
      case relkind when 'v' then 'view' when 'm' then 'materialized view' when 'S' then 'sequence' else 'table' end as kind,
      oid::regclass::text as name
    from pg_class where relkind in ('r', 'p', 'v', 'm', 'S')
    union all
    select 'pg_proc'::regclass, oid, pronamespace, 'routine', oid::regprocedure::text from pg_proc
    union all
    select 'pg_type'::regclass, oid, typnamespace, 'type', oid::regtype::text from pg_type where typtype in ('e', 'd')
  )
  select format('drop %s if exists %s cascade', kind, name) as drop from own
  where space = 'public'::regnamespace
    and not exists (select from pg_depend d where d.classid = catalog and d.objid = own.oid and d.deptype in ('e', 'i', 'a'))`;

/** Takes away all of ours, in the caller's transaction; the job queue's tables stay, empty. */
export async function clearTarget(client: pg.Client) {
  const { rows } = await client.query(listDrops);
  for (const row of rows) await client.query(row.drop);
  await client.query("drop schema if exists drizzle cascade");
}
