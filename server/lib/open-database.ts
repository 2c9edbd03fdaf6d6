import { checkServer } from "../../db/check-server.ts";
import { startEmbedded } from "../../db/embedded/index.ts";
import type { Env } from "./env.ts";

export interface Database {
  url: string;
  /** Folders outside the data folder that hold parts of the embedded database. */
  elsewhere: string[];
  stop(): Promise<void>;
}

/** The database that DATABASE_URL names, or the data folder's own. */
export async function openDatabase(env: Env, log: (message: string) => void): Promise<Database> {
  if (!env.DATABASE_URL) return startEmbedded({ dataDir: env.DATA_DIR, log });
  await checkServer(env.DATABASE_URL);
  return { url: env.DATABASE_URL, elsewhere: [], stop: async () => {} };
}
