import { sql } from "drizzle-orm";
import type { Tx } from "../../lib/transact.ts";
import { loadOf } from "./load-of.ts";

/** Somebody who has nothing left that weighs is idle from now on. */
export async function noteIdle(tx: Tx, personId: string, now: Date): Promise<void> {
  await tx.db.execute(sql`
    update people p set idle_since = ${now} where p.id = ${personId} and ${loadOf(sql`p.id`)} = 0`);
}
