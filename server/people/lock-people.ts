import { sql } from "drizzle-orm";
import { uuids } from "../lib/rows.ts";
import type { Tx } from "../lib/transact.ts";

/** Locks people, in one order; gives those of them who were not removed. */
export async function lockPeople(tx: Tx, personIds: readonly string[]): Promise<string[]> {
  const { rows } = await tx.db.execute<{ id: string; isHere: boolean }>(sql`
    select id, removed_at is null as "isHere" from people where id = any(${uuids(personIds)}::uuid[])
    order by id for no key update`);
  return rows.flatMap(({ id, isHere }) => (isHere ? id : []));
}
