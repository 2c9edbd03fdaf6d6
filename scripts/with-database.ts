import type { Pool } from "pg";
import { createPool } from "../db/connect.ts";
import { readMarker } from "../db/data-folder.ts";
import { StartError } from "../db/start-error.ts";
import { type Env, readEnv } from "../server/lib/env.ts";
import { reachDatabase } from "../server/lib/reach-database.ts";

/** Works on the database of a hub that has run, whether it runs at the moment or not. */
export async function withDatabase(command: string, work: (pool: Pool, env: Env) => Promise<void>) {
  const env = readEnv();
  if (!env.DATABASE_URL && !(await readMarker(env.DATA_DIR))) {
    throw new StartError(
      `${env.DATA_DIR} is no data folder of a hub that has run; set DATA_DIR to the right one.`,
    );
  }
  const database = await reachDatabase(env);
  const pool = createPool(database.url, { max: 1, name: `switchboard ${command}` });
  try {
    await work(pool, env);
  } finally {
    await pool.end();
    await database.stop();
  }
}
