import { sql } from "drizzle-orm";
import type { Deps } from "../lib/deps.ts";

/** The call that goes on behind a work item; undefined where it is other work. */
export async function findCallOfWork(
  { db }: Pick<Deps, "db">,
  workItemId: string,
): Promise<string | undefined> {
  const { rows } = await db.execute<{ id: string }>(sql`
    select c.id from work_items w join calls c on c.conversation_id = w.conversation_id
    where w.id = ${workItemId} and w.kind = 'call' order by c.started_at desc limit 1`);
  return rows[0]?.id;
}
