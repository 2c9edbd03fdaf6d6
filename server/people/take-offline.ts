import { sql } from "drizzle-orm";
import { uuids } from "../lib/rows.ts";
import type { Tx } from "../lib/transact.ts";

/** Of locked people, those who have no connection to any node any more are offline. */
export async function takeOffline(tx: Tx, personIds: readonly string[], now: Date): Promise<void> {
  const { rows } = await tx.db.execute<{ id: string }>(sql`
    update people p set is_online = false, online_since = ${now}
    where p.id = any(${uuids(personIds)}::uuid[]) and p.is_online
      and not exists (select from connections c where c.person_id = p.id)
    returning p.id`);
  for (const { id: personId } of rows) {
    const isOnline = { from: true, to: false };
    tx.append({ type: "person.presenceChanged", data: { personId, isOnline } });
  }
}
