import { sql } from "drizzle-orm";
import type { OfficeHours } from "../../db/schema/workspace.ts";
import type { Tx } from "../lib/transact.ts";

/** The channel's, or the workspace's; null is round the clock. */
export async function findHoursOf(tx: Pick<Tx, "db">, channelId: string): Promise<OfficeHours | null> {
  const { rows } = await tx.db.execute<{ officeHours: OfficeHours | null }>(sql`
    select coalesce(c.office_hours, (select office_hours from workspace)) as "officeHours"
    from channels c where c.id = ${channelId}`);
  return rows[0]?.officeHours ?? null;
}
