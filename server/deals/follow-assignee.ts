import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import { deals } from "../../db/schema/index.ts";
import type { Tx } from "../lib/transact.ts";

/** Gives a conversation's open deals the owner that its assignee is, except where a person set the owner. */
export async function dealsFollowAssignee(
  tx: Tx,
  change: { conversationId: string; assigneeId: string | null; actorId: string; now: Date },
): Promise<void> {
  const { conversationId, assigneeId, actorId, now } = change;
  const following = await tx.db
    .select({ id: deals.id, ownerId: deals.ownerId })
    .from(deals)
    .where(
      and(
        eq(deals.conversationId, conversationId),
        eq(deals.isOwnerSet, false),
        isNull(deals.closedAt),
        sql`${deals.ownerId} is distinct from ${assigneeId}`,
      ),
    )
    .orderBy(asc(deals.id))
    .for("no key update");
  if (following.length === 0) return;
  const ids = following.map(({ id }) => id);
  await tx.db
    .update(deals)
    .set({ ownerId: assigneeId, version: sql`${deals.version} + 1`, updatedAt: now })
    .where(inArray(deals.id, ids));
  for (const { id, ownerId } of following) {
    tx.append({
      type: "deal.updated",
      conversationId,
      actorId,
      data: { dealId: id, ownerId: { from: ownerId, to: assigneeId } },
    });
  }
}
