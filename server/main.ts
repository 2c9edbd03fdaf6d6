import "./lib/quick-imports.ts";
import { once } from "node:events";
import { openDataFolder } from "../db/data-folder.ts";
import { StartError } from "../db/start-error.ts";
import { keepAppSecret } from "./lib/app-secret.ts";
import { readEnv } from "./lib/env.ts";
import { giveBackMemory } from "./lib/give-back-memory.ts";
import { createLogger } from "./lib/logger.ts";
import { openDatabase } from "./lib/open-database.ts";
import { runClientBuild } from "./lib/run-client-build.ts";
import { listenForStop } from "./lib/stop-request.ts";

const stopAsked = listenForStop();

try {
  await run();
} catch (error) {
  // What a start that was cut short was at is no failure.
  if (!(stopAsked.aborted && error instanceof StartError)) fail(error);
}
process.exit();

async function run() {
  const env = readEnv();
  const log = createLogger(env.LOG_LEVEL);
  // Closed in the opposite order: the hub first, the database last.
  await using open = new AsyncDisposableStack();
  const folder = await openDataFolder(env.DATA_DIR);
  const build = runClientBuild();
  open.defer(build.cancel);
  stopAsked.addEventListener("abort", build.cancel);
  const database = await openDatabase(env, (message) => log.warn(message));
  open.defer(() => database.stop());
  // Only now, so that quick-imports is at work and the database is already starting.
  const { migrate } = await import("../db/migrate.ts");
  await migrate(database.url, (message) => log.info(message));
  const { startHub } = await import("./hub.ts");
  await build.done;
  stopAsked.throwIfAborted();
  const hub = await startHub({
    env,
    databaseUrl: database.url,
    appSecret: env.APP_SECRET ?? (await keepAppSecret(folder.path)),
    dataDir: folder.path,
  });
  open.defer(() => hub.stop());
  console.log(describe(hub.setupUrl ?? hub.url, database.elsewhere));
  giveBackMemory();
  if (!stopAsked.aborted) await once(stopAsked, "abort");
}

function describe(address: string, elsewhere: string[]) {
  const place =
    elsewhere.length === 0
      ? ""
      : ` (the database's user cannot enter this folder, so it lives in ${elsewhere.join(" and ")})`;
  return `Switchboard is ready: ${address}${place}`;
}

function fail(error: unknown) {
  process.exitCode = 1;
  console.error(error instanceof StartError ? error.message : error);
}
