import pino from "pino";
import { createIngest } from "../../server/ingest/create-ingest.ts";
import { connectRedis } from "../../server/lib/redis.ts";
import { keepConnections } from "../../server/people/keep-connections.ts";
import { startEngine } from "../../server/routing/engine/start-engine.ts";
import { depsOn } from "../deps.ts";
import { startNode } from "../realtime/node.ts";

/**
 * `node node.ts DATABASE_URL REDIS_URL`: the part of a hub that knows who is online and gives out work, for a test to
 * kill. Prints its id and port; ends by itself when its input does.
 */
const [databaseUrl = "", redisUrl = ""] = process.argv.slice(2);
const deps = depsOn(databaseUrl, { log: pino({ level: "warn" }, pino.destination(2)) });
const redis = await connectRedis(deps, redisUrl);
const ingest = createIngest(deps);
await ingest.start();
const engine = await startEngine(deps);
const node = await startNode(deps, {
  redis,
  keepConnections: (screens) => keepConnections(deps, screens),
});
process.stdout.write(`${deps.nodeId} ${new URL(node.url).port}\n`);
process.stdin.resume().on("end", async () => {
  await node.stop();
  await engine.stop();
  await ingest.stop();
  await redis.stop();
  await deps.pool.end();
});
