import { createChannels } from "../../server/channels/create-channels.ts";
import { createIngest } from "../../server/ingest/create-ingest.ts";
import { createFileStore } from "../../server/lib/file-store.ts";
import { startWorker } from "../../server/lib/worker.ts";
import { depsOn } from "../deps.ts";
import { quietPorts } from "../quiet-ports.ts";

/** `node node.ts DATABASE_URL FOLDER`: the part of a hub that fetches mail and answers it, for a test to kill. */
const [, , databaseUrl = "", folder = ""] = process.argv;
const deps = depsOn(databaseUrl, { files: createFileStore(folder) });
const ingest = createIngest(deps);
await ingest.start();
const channels = createChannels(deps, {
  ...quietPorts,
  accept: ingest.accept,
});
await channels.start();
await startWorker(deps, [channels.jobs]);
console.log("ready");
