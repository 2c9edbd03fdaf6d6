import type { Logger } from "pino";
import type { LastVoice, Voice } from "../../connectors/contract.ts";
import type { Db, Pool } from "../../db/connect.ts";
import type { RecordingStore } from "../../recordings/store/open-recording-store.ts";
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
  carriers: Carriers;
  recordings: RecordingStore;
  /** This process among those on the same database. */
  nodeId: string;
  /** No other process can be at work on the same database. */
  isAlone: boolean;
  /** Without a trailing slash. */
  publicUrl: string;
}

/** What calls run over. */
export interface Carriers {
  /** Undefined where the channel carries no calls, or does not run here. */
  voiceOf(channelId: string): Voice | undefined;
  /** For a channel that does not run here; undefined where nothing can be asked of its carrier then. */
  lastVoiceOf(channelId: string): Promise<LastVoice | undefined>;
  /** A leg that is not connected by then has failed, and the call goes to the next. */
  connectSeconds: number;
  /** For so long a caller who was lost may come back. */
  lossSeconds: number;
}
