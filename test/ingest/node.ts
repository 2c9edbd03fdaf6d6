import { createInterface } from "node:readline";
import pino from "pino";
import { createIngest } from "../../server/ingest/create-ingest.ts";
import { depsOn } from "../deps.ts";

/** A node that only takes in: one JSON message per line comes in, its external id goes out once it is accepted. */
const [url = "", channelId = ""] = process.argv.slice(2);
const deps = depsOn(url, { log: pino({ level: "warn" }, pino.destination(2)) });
const ingest = createIngest(deps);
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
await deps.pool.end();
