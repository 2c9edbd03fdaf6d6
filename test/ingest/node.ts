import { createInterface } from "node:readline";
import pino from "pino";
import { createDb, createPool } from "../../db/connect.ts";
import { createIngest } from "../../server/ingest/create-ingest.ts";
import { createFileStore } from "../../server/lib/file-store.ts";
import { createSealer } from "../../server/lib/sealer.ts";

/** A node that only takes in: one JSON message per line comes in, its external id goes out once it is accepted. */
const [url = "", channelId = ""] = process.argv.slice(2);
const pool = createPool(url);
const ingest = createIngest({
  pool,
  db: createDb(pool),
  clock: { now: () => new Date() },
  log: pino({ level: "warn" }, pino.destination(2)),
  sealer: createSealer("a secret that only tests know, long enough"),
  files: createFileStore("/nowhere"),
  nodeId: crypto.randomUUID(),
  publicUrl: "http://localhost:3000",
});
await ingest.start();
process.stdout.write("started\n");
const inHand: Promise<void>[] = [];
for await (const line of createInterface({ input: process.stdin })) {
  const message = JSON.parse(line);
  const accepted = ingest.accept(channelId, message);
  inHand.push(accepted.then(() => void process.stdout.write(`${message.externalId}\n`)));
}
await Promise.all(inHand);
await ingest.idle();
await ingest.stop();
await pool.end();
