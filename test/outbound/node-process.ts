import { tmpdir } from "node:os";
import { setTimeout as delay } from "node:timers/promises";
import pino from "pino";
import { z } from "zod";
import { api } from "../../connectors/api/index.ts";
import type { Connector } from "../../connectors/contract.ts";
import { createDb, createPool } from "../../db/connect.ts";
import { newId } from "../../db/schema/columns.ts";
import { createChannels } from "../../server/channels/create-channels.ts";
import type { Deps } from "../../server/lib/deps.ts";
import { createFileStore } from "../../server/lib/file-store.ts";
import { createSealer } from "../../server/lib/sealer.ts";
import { startWorker } from "../../server/lib/worker.ts";

/** The part of a hub that sends and holds connections, as a process of its own that a test can kill. */
const pool = createPool(process.env.DATABASE_URL ?? "");
const deps: Deps = {
  pool,
  db: createDb(pool),
  clock: { now: () => new Date() },
  log: pino({ level: "silent" }),
  sealer: createSealer(process.env.APP_SECRET ?? ""),
  files: createFileStore(tmpdir()),
  nodeId: newId(),
  publicUrl: "http://localhost:3000",
};

/** The same wire, but the provider takes a message twice when it is sent twice. */
const forgetful = { ...api, id: "forgetful", refusesDuplicates: false } satisfies Connector;

/** Moves its cursor for as long as it may, and says so. */
const poller: Connector = {
  id: "poller",
  label: "Poller",
  summary: "Holds a connection.",
  icon: "M0 0h24",
  settings: z.object({}),
  refusesDuplicates: false,
  holdsConnection: true,
  start({ state }) {
    void (async () => {
      for (;;) {
        await state.set("cursor", deps.nodeId).then(
          () => console.log("moved"),
          () => console.log("refused"),
        );
        await delay(50);
      }
    })();
    return { stop: async () => {} };
  },
};

const channels = createChannels(deps, {
  connectors: [api, forgetful, poller],
  accept: async () => ({ inboundId: newId(), duplicate: false }),
  live: () => ({ send() {} }),
  contactTyping() {},
});
await channels.start();
await startWorker(deps, [channels.jobs]);
console.log("ready");
