import { findEmbedded } from "../../db/embedded/find.ts";
import type { Env } from "./env.ts";
import { type Database, openDatabase } from "./open-database.ts";

/** The database for a script: as the running hub has it, or started for as long as the script needs it. */
export async function reachDatabase(env: Env): Promise<Database> {
  const url = env.DATABASE_URL ? undefined : await findEmbedded(env.DATA_DIR);
  if (url) return { url, elsewhere: [], stop: async () => {} };
  return openDatabase(env, () => {});
}
