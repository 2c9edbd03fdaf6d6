import { sql } from "drizzle-orm";
import type { Tx } from "../lib/transact.ts";

/** The locks that ingest takes on who writes, in its order, so that nothing new lands on the card that goes away. */
export async function lockAddresses(tx: Tx, contactIds: string[]) {
  await tx.db.execute(sql`
    select pg_advisory_xact_lock(k) from (
      select distinct hashtextextended('i ' || kind || ' ' || address, 0) as k from identities
      where contact_id in (${contactIds[0]}, ${contactIds[1]}) order by 1) sorted`);
}
