import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pino from "pino";
import { createDb, createPool } from "../db/connect.ts";
import { startEmbedded } from "../db/embedded/index.ts";
import { migrate } from "../db/migrate.ts";
import { newId } from "../db/schema/columns.ts";
import { newOwner } from "../recordings/store/key.ts";
import { openRecordingStore } from "../recordings/store/open-recording-store.ts";
import type { Deps } from "../server/lib/deps.ts";
import { createFileStore } from "../server/lib/file-store.ts";
import { createSealer } from "../server/lib/sealer.ts";

export interface BenchHub {
  url: string;
  deps: Deps;
  dataDir: string;
}

export const benchSecret = "a secret that only benches know, long enough";

/** A database as in production: embedded, fsync and synchronous_commit on, every migration; removed afterwards. */
export async function withHub<T>(work: (hub: BenchHub) => Promise<T>): Promise<T> {
  const dataDir = await mkdtemp(join(tmpdir(), "switchboard-bench-"));
  const server = await startEmbedded({ dataDir });
  try {
    await migrate(server.url);
    const pool = createPool(server.url);
    const deps: Deps = {
      pool,
      db: createDb(pool),
      clock: { now: () => new Date() },
      log: pino({ level: "warn" }, pino.destination(2)),
      sealer: createSealer(benchSecret),
      files: createFileStore(join(dataDir, "files")),
      recordings: openRecordingStore({ folder: join(dataDir, "recordings"), owner: newOwner() }),
      carriers: {
        voiceOf: () => undefined,
        lastVoiceOf: async () => undefined,
        connectSeconds: 10,
        lossSeconds: 30,
      },
      nodeId: newId(),
      isAlone: true,
      publicUrl: "http://localhost:3000",
    };
    try {
      return await work({ url: server.url, deps, dataDir });
    } finally {
      await pool.end();
    }
  } finally {
    await server.stop();
    await Promise.all([server.location, dataDir].map((path) => rm(path, { recursive: true, force: true })));
  }
}
