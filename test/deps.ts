import { tmpdir } from "node:os";
import { join } from "node:path";
import pino from "pino";
import { createDb, createPool } from "../db/connect.ts";
import { newId } from "../db/schema/columns.ts";
import { newOwner } from "../recordings/store/key.ts";
import { openRecordingStore } from "../recordings/store/open-recording-store.ts";
import { systemClock } from "../server/lib/clock.ts";
import type { Deps } from "../server/lib/deps.ts";
import { createFileStore } from "../server/lib/file-store.ts";
import { createSealer } from "../server/lib/sealer.ts";

/** Kept by every hub and node that tests start, so that one opens what another has sealed. */
export const appSecret = "a secret that only tests know, long enough";

/** Real dependencies on any database, as a node of its own. */
export function depsOn(databaseUrl: string, values: Partial<Deps> = {}): Deps {
  const pool = createPool(databaseUrl);
  return {
    pool,
    db: createDb(pool),
    clock: systemClock,
    log: pino({ level: "silent" }),
    sealer: createSealer(appSecret),
    files: createFileStore(join(tmpdir(), "switchboard-no-files")),
    recordings: openRecordingStore({
      folder: join(tmpdir(), "switchboard-no-recordings"),
      owner: newOwner(),
    }),
    carriers: {
      voiceOf: () => undefined,
      lastVoiceOf: async () => undefined,
      connectSeconds: 10,
      lossSeconds: 30,
    },
    nodeId: newId(),
    isAlone: true,
    publicUrl: "http://localhost:3000",
    ...values,
  };
}
