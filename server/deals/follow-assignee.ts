import { sql } from "drizzle-orm";
import { type AssigneeChange, handOver } from "../conversations/hand-over.ts";
import type { Tx } from "../lib/transact.ts";

/** Gives a conversation's open deals the owner that its assignee is, except where a person set the owner. */
export async function dealsFollowAssignee(tx: Tx, change: AssigneeChange): Promise<void> {
  const which = sql`not f.is_owner_set and f.closed_at is null`;
  for (const { id, from } of await handOver(tx, change, { table: "deals", owner: "owner_id", which })) {
    tx.append({
      type: "deal.updated",
      conversationId: change.conversationId,
      actorId: change.actorId,
      data: { dealId: id, ownerId: { from, to: change.assigneeId } },
    });
  }
}
