import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "../lib/transact.ts";
import { ofConversation } from "./of-conversation.ts";

export interface AssigneeChange {
  conversationId: string;
  assigneeId: string | null;
  /** Absent where the hub does it. */
  actorId?: string;
  now: Date;
}

/** Rows of a conversation that are whoever's it is. */
export interface Following {
  table: "deals" | "tasks";
  owner: "owner_id" | "assignee_id";
  /** Which of them follow, over a row named `f`. */
  which: SQL;
}

/** Makes them the assignee's, and says whose each was before. */
export async function handOver(
  tx: Tx,
  { conversationId, assigneeId, now }: AssigneeChange,
  { table, owner, which }: Following,
): Promise<{ id: string; from: string | null }[]> {
  const column = sql.identifier(owner);
  const { rows } = await tx.db.execute<{ id: string; from: string | null }>(sql`
    with was as (
      select f.id, f.${column} as "from" from ${sql.identifier(table)} f
      where ${ofConversation(conversationId)} and f.${column} is distinct from ${assigneeId}::uuid and ${which}
      order by f.id for no key update)
    update ${sql.identifier(table)} f set ${column} = ${assigneeId}::uuid, version = f.version + 1, updated_at = ${now}
    from was where f.id = was.id returning f.id, was."from"`);
  return rows.toSorted((a, b) => (a.id < b.id ? -1 : 1));
}
