import { sql } from "drizzle-orm";
import { uuids } from "../lib/rows.ts";
import type { Tx } from "../lib/transact.ts";

/** Locked people have a phone while a screen of theirs, on any node, is ready to carry calls. */
export async function settlePhones(tx: Tx, personIds: readonly string[]): Promise<void> {
  const { rows } = await tx.db.execute<{ id: string; hasPhone: boolean }>(sql`
    update people p set has_phone = not p.has_phone
    where p.id = any(${uuids(personIds)}::uuid[])
      and p.has_phone <> exists (select from connections c where c.person_id = p.id and c.has_phone)
    returning p.id, p.has_phone as "hasPhone"`);
  for (const { id: personId, hasPhone } of rows) {
    tx.append({
      type: "person.phoneChanged",
      data: { personId, hasPhone: { from: !hasPhone, to: hasPhone } },
    });
  }
}
