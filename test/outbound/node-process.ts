import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import { api } from "../../connectors/api/index.ts";
import type { Connector } from "../../connectors/contract.ts";
import { createChannels } from "../../server/channels/create-channels.ts";
import { startWorker } from "../../server/lib/worker.ts";
import { depsOn } from "../deps.ts";
import { quietPorts } from "../quiet-ports.ts";

/** `node node-process.ts DATABASE_URL`: the part of a hub that sends and holds connections, for a test to kill. */
const deps = depsOn(process.argv[2] ?? "");

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
  ...quietPorts,
  connectors: [api, forgetful, poller],
  times: { lease: { ttlMs: 2_500, beatMs: 500 } },
});
await channels.start();
await startWorker(deps, [channels.jobs]);
console.log("ready");
