import { chmod, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach } from "vitest";
import { findEmbedded } from "../../db/embedded/find.ts";
import { endHubs } from "./hub-process.ts";

export interface DataFolder {
  path: string;
  /** What the database server wrote. */
  log(): Promise<string>;
}

/** A folder for a hub's data, a new one for each test or one for all; hubs that a test started end with it. */
export function setDataFolder(forWhich: "each" | "all" = "each"): DataFolder {
  const [before, after] = forWhich === "each" ? [beforeEach, afterEach] : [beforeAll, afterAll];
  let around = "";
  const folder: DataFolder = {
    path: "",
    log: () => readFile(join(folder.path, "postgres.log"), "utf8"),
  };
  before(async () => {
    around = await mkdtemp(join(tmpdir(), "switchboard-start-"));
    // As root the database's own user must be able to pass, or the data is put elsewhere.
    await chmod(around, 0o711);
    folder.path = join(around, "data");
  });
  after(() => rm(around, { recursive: true, force: true }));
  // Hooks that are set later run earlier.
  afterEach(endHubs);
  return folder;
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
