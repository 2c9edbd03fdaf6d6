import { chmod, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { findEmbedded } from "../../db/embedded/find.ts";

/** A folder for a hub's data that goes with the test. */
export async function makeDataFolder() {
  const around = await mkdtemp(join(tmpdir(), "switchboard-start-"));
  // As root the database's own user must be able to pass, or the data is put elsewhere.
  await chmod(around, 0o711);
  const path = join(around, "data");
  return {
    path,
    log: () => readFile(join(path, "postgres.log"), "utf8"),
    remove: () => rm(around, { recursive: true, force: true }),
  };
}

/** Asks the database that runs in a data folder. */
export async function ask(dataDir: string, sql: string) {
  const client = new pg.Client({ connectionString: await findEmbedded(dataDir) });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}
