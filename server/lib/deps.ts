import type { Logger } from "pino";
import type { Db, Pool } from "../../db/connect.ts";
import type { Clock } from "./clock.ts";
import type { FileStore } from "./file-store.ts";
import type { Sealer } from "./sealer.ts";

/** What verbs get; made once in the composition root. */
export interface Deps {
  pool: Pool;
  /** For reads and for writes that no event speaks of; everything else goes through `transact`. */
  db: Db;
  clock: Clock;
  log: Logger;
  sealer: Sealer;
  files: FileStore;
  /** This process among those on the same database. */
  nodeId: string;
  /** Without a trailing slash. */
  publicUrl: string;
}
