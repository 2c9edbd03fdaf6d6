import { setTimeout as delay } from "node:timers/promises";
import { createPool } from "../../db/connect.ts";
import { transact } from "../../db/transact.ts";

/** `node writer.ts URL NAME TRANSACTIONS`: commits them from 8 hands, of different lengths, every fifth rolled back. */
const [url = "", name = "", transactions = "0"] = process.argv.slice(2);
const pool = createPool(url, { max: 8 });
let left = Number(transactions);

async function hand() {
  while (left-- > 0) {
    const nth = left;
    const work = transact(pool, async (tx) => {
      await tx.client.query("select 1");
      // A number of the sequence is drawn and, when this is rolled back, never used.
      await tx.client.query("select nextval('events_seq_seq')");
      await delay(Math.random() < 0.2 ? 30 * Math.random() : 0);
      tx.append(
        { type: "workspace.updated", data: { by: name, nth, part: 0 } },
        { type: "workspace.updated", data: { by: name, nth, part: 1 } },
      );
      if (nth % 5 === 0) throw new Error("rolled back");
    });
    await work.catch((error: Error) => {
      if (error.message !== "rolled back") throw error;
    });
  }
}

await Promise.all(Array.from({ length: 8 }, hand));
await pool.end();
