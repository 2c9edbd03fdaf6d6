import { setTimeout as delay } from "node:timers/promises";
import { createPool } from "../db/connect.ts";
import { transact } from "../db/transact.ts";

/** `node realtime-writer.ts DATABASE_URL`: some 100 transactions a second of different lengths, until it is ended. */
const pool = createPool(process.argv[2] ?? "", { max: 8 });
let isStopping = false;
process.once("SIGTERM", () => {
  isStopping = true;
});

async function hand(nth: number) {
  while (!isStopping) {
    await transact(pool, async (tx) => {
      await tx.client.query("select 1");
      if (nth === 0) await delay(200);
      const sentAt = performance.timeOrigin + performance.now();
      tx.append({ type: "workspace.updated", data: { sentAt } });
    });
    await delay(Math.random() * 140);
  }
}

process.stdout.write("writing\n");
await Promise.all(Array.from({ length: 8 }, (_, nth) => hand(nth)));
await pool.end();
