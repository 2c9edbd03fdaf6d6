import { sql } from "drizzle-orm";
import { uuids } from "../../lib/rows.ts";
import type { Tx } from "../../lib/transact.ts";
import { loadOf } from "./load-of.ts";

/** Those who have nothing left that weighs are idle from now on. */
export async function noteIdle(tx: Tx, personIds: readonly string[], now: Date): Promise<void> {
  if (personIds.length === 0) return;
  await tx.db.execute(sql`
    with idle as (
      select p.id from people p where p.id = any(${uuids(personIds)}::uuid[]) and ${sql.raw(loadOf("p.id"))} = 0
      order by p.id for no key update)
    update people p set idle_since = ${now} from idle where p.id = idle.id`);
}
