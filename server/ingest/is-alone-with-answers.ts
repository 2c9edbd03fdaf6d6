import { sql } from "drizzle-orm";
import type { Tx } from "../lib/transact.ts";

/** Whether there is nothing in a conversation but the message at a position, what we answered, and what machines said to that. */
export async function isAloneWithAnswers(tx: Tx, conversationId: string, position: number): Promise<boolean> {
  const { rows } = await tx.db.execute(sql`
    select from interactions i left join letters l on l.interaction_id = i.id
    where i.conversation_id = ${conversationId} and i.kind in ('message', 'call') and i.position <> ${position}
      and (i.position < ${position} or i.direction = 'in' and coalesce(l.nature, '') not in ('auto-reply', 'bounce', 'receipt'))
    limit 1`);
  return rows.length === 0;
}
