import { join } from "node:path";
import { readMigrationFiles } from "drizzle-orm/migrator";
import type pg from "pg";
import { StartError } from "../../db/start-error.ts";

const migrationsFolder = join(import.meta.dirname, "../../db/migrations");

/**
 * Makes the tables as the backup's version had them, in the caller's transaction; drizzle's own migrator would commit.
 * @throws StartError when the backup knows a migration that this version does not.
 */
export async function rebuildSchema(client: pg.Client, migrations: number[]) {
  const known = readMigrationFiles({ migrationsFolder });
  if (migrations.some((at) => !known.some((migration) => migration.folderMillis === at))) {
    throw new StartError(
      "The backup was made by a newer version of Switchboard; restore it with that version.",
    );
  }
  for (const migration of known) {
    if (!migrations.includes(migration.folderMillis)) continue;
    for (const statement of migration.sql) await client.query(statement);
  }
  await client.query(`
    create schema drizzle;
    create table drizzle.__drizzle_migrations (id serial primary key, hash text not null, created_at bigint)`);
}
