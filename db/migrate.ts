import { join } from "node:path";
import { readMigrationFiles } from "drizzle-orm/migrator";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate as runDrizzle } from "drizzle-orm/node-postgres/migrator";
import { Logger, runMigrations } from "graphile-worker";
import pg from "pg";
import { StartError } from "./start-error.ts";

const migrationsFolder = join(import.meta.dirname, "migrations");
const migrationLock = 7_412_000;

/**
 * Brings the database to this version's schema: ours and the job queue's. Several starts at once take turns.
 * @throws StartError when a newer version has migrated it already.
 */
export async function migrate(url: string, log: (message: string) => void = () => {}) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [migrationLock]);
    await refuseNewer(client);
    await runDrizzle(drizzle(client), { migrationsFolder });
    await migrateJobs(url, log);
  } finally {
    await client.end();
  }
}

/** The job queue's tables alone. */
export function migrateJobs(url: string, log: (message: string) => void = () => {}) {
  return runMigrations({
    connectionString: url,
    logger: new Logger(() => (_level, message) => log(message)),
  });
}

async function refuseNewer(client: pg.Client) {
  const { rows } = await client.query(
    "select to_regclass('drizzle.__drizzle_migrations') is not null as there",
  );
  if (!rows[0].there) return;
  const newest = await client.query("select max(created_at)::float8 as at from drizzle.__drizzle_migrations");
  const known = readMigrationFiles({ migrationsFolder }).at(-1)?.folderMillis ?? 0;
  if (newest.rows[0].at > known) {
    throw new StartError(
      "The database was used by a newer version of Switchboard; start that version or a later one.",
    );
  }
}
