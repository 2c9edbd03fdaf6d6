import { setTimeout as delay } from "node:timers/promises";
import { createPool } from "../db/connect.ts";
import { transact } from "../db/transact.ts";

/**
 * `node realtime-writer.ts DATABASE_URL NAME`: some 100 transactions a second of different lengths, until it is ended;
 * then prints when the server had answered each COMMIT.
 */
const [url = "", name = ""] = process.argv.slice(2);
const pool = createPool(url, { max: 8 });
const committed: Record<string, number> = {};
let isStopping = false;
process.once("SIGTERM", () => {
  isStopping = true;
});

async function hand(nth: number) {
  for (let round = 0; !isStopping; round++) {
    const key = `${name} ${nth} ${round}`;
    await transact(pool, async (tx) => {
      await tx.client.query("select 1");
      if (nth === 0) await delay(200);
      tx.append({ type: "workspace.updated", data: { key } });
    });
    committed[key] = performance.timeOrigin + performance.now();
    await delay(Math.random() * 140);
  }
}

process.stdout.write("writing\n");
await Promise.all(Array.from({ length: 8 }, (_, nth) => hand(nth)));
await pool.end();
process.stdout.write(`${JSON.stringify(committed)}\n`);
