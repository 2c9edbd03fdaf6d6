import { sql } from "drizzle-orm";
import type { Held } from "../conversations/hold.ts";
import { cut } from "../lib/plain-text.ts";
import type { Tx } from "../lib/transact.ts";

interface Row {
  [column: string]: unknown;
  last_at: string | null;
  last_direction: "in" | "out" | null;
  last_text: string | null;
  waiting_since: string | null;
}

/** Brings what a locked conversation says of its messages in line with those that it holds now. */
export async function recount(tx: Tx, held: Held): Promise<void> {
  const { rows } = await tx.db.execute<Row>(sql`
    with messages as (
      select i.id, position, direction, i.created_at, text, nature from interactions i
      left join letters l on l.interaction_id = i.id
      where conversation_id = ${held.id} and kind = 'message'
    ), last as (select * from messages order by position desc limit 1)
    select (select max(created_at) from interactions where conversation_id = ${held.id} and kind <> 'system') as last_at,
      (select direction from last) as last_direction,
      (select coalesce(nullif(left(text, 400), ''), (select name from files where interaction_id = last.id limit 1), '')
        from last) as last_text,
      (select min(created_at) from messages where direction = 'in' and nature is null
        and position > coalesce((select max(position) from messages where direction = 'out'), -1)) as waiting_since`);
  const [row] = rows;
  if (!row) return;
  const isOver = held.status === "resolved" || held.status === "pending";
  held.waitingSince = isOver || !row.waiting_since ? null : new Date(row.waiting_since);
  held.lastDirection = row.last_direction;
  held.lastPreview = cut((row.last_text ?? "").replace(/\s+/g, " ").trim(), 200);
  if (row.last_at) held.lastInteractionAt = new Date(row.last_at);
}
