import "../server/lib/quick-imports.ts";

/** `node realtime-hub.ts DATABASE_URL DATA_DIR APP_SECRET`: a hub in a process of its own; prints its address. */
const [databaseUrl = "", dataDir = "", appSecret = ""] = process.argv.slice(2);
const { parseEnv } = await import("../server/lib/env.ts");
const { startHub } = await import("../server/hub.ts");
const { giveBackMemory } = await import("../server/lib/give-back-memory.ts");
const env = parseEnv({ PORT: "0", DATA_DIR: dataDir, LOG_LEVEL: "warn" });
const hub = await startHub({ env, databaseUrl, appSecret, dataDir });
process.stdout.write(`${hub.url}\n`);
giveBackMemory();
process.once("SIGTERM", async () => {
  await hub.stop();
  process.exit();
});
