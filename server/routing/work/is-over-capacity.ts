import { sql } from "drizzle-orm";
import type { Tx } from "../../lib/transact.ts";
import { loadOf } from "./load-of.ts";

/** Whether a person has more in hand than they are to have; locks the person, so that two at once both count. */
export async function isOverCapacity(tx: Tx, personId: string): Promise<boolean> {
  await tx.db.execute(sql`select from people where id = ${personId} for no key update`);
  const { rows } = await tx.db.execute<{ isOver: boolean }>(sql`
    select ${sql.raw(loadOf("p.id"))} > p.capacity as "isOver" from people p where p.id = ${personId}`);
  return rows[0]?.isOver ?? false;
}
