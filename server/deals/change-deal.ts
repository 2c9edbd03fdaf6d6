import { and, eq } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { deals } from "../../db/schema/index.ts";
import { notFound } from "../lib/app-error.ts";
import type { Deps } from "../lib/deps.ts";
import { type Tx, transact } from "../lib/transact.ts";
import { refuseStranger } from "../people/refuse-stranger.ts";
import type { Access } from "../permissions/access.ts";
import { canSeeDealSql } from "../permissions/can-see-deal.ts";
import { getStage } from "./get-stage.ts";

export interface DealChanges {
  title?: string;
  stageId?: string;
  ownerId?: string | null;
  amount?: number | null;
  currency?: string;
}

type HeldDeal = typeof deals.$inferSelect;
const d = alias(deals, "d");

/** Changes what is given. A stage that is won or lost closes the deal, an open one opens it; an owner set here stays. */
export async function changeDeal(
  deps: Deps,
  input: { access: Access; dealId: string } & DealChanges,
): Promise<void> {
  const { access, dealId, title, stageId, ownerId, amount, currency } = input;
  const now = deps.clock.now();
  await transact(deps, async (tx) => {
    const held = await holdDeal(tx, access, dealId);
    if (ownerId) await refuseStranger(tx, ownerId, "ownerId");
    const moved = await moveTo(tx, held, stageId, now);
    await tx.db
      .update(deals)
      .set({
        title,
        amount,
        currency,
        ...moved,
        ...(ownerId !== undefined && { ownerId, isOwnerSet: true }),
        version: held.version + 1,
        updatedAt: now,
      })
      .where(eq(deals.id, dealId));
    const event = { conversationId: held.conversationId ?? undefined, actorId: access.personId };
    if (moved) {
      const change = { from: held.stageId, to: moved.stageId };
      tx.append({ type: "deal.moved", ...event, data: { dealId, stageId: change } });
    }
    const isOwned = ownerId !== undefined && ownerId !== held.ownerId;
    if (isOwned) {
      const change = { from: held.ownerId, to: ownerId };
      tx.append({ type: "deal.updated", ...event, data: { dealId, ownerId: change } });
    } else if (title !== undefined || amount !== undefined || currency !== undefined || !moved) {
      tx.append({ type: "deal.updated", ...event, data: { dealId } });
    }
  });
}

async function holdDeal(tx: Tx, access: Access, id: string): Promise<HeldDeal> {
  const [row] = await tx.db
    .select()
    .from(d)
    .where(and(eq(d.id, id), canSeeDealSql(access)))
    .for("no key update");
  if (!row) throw notFound("deal");
  return row;
}

async function moveTo(tx: Tx, held: HeldDeal, stageId: string | undefined, now: Date) {
  if (stageId === undefined || stageId === held.stageId) return undefined;
  const { id, pipelineId, kind } = await getStage(tx, stageId);
  return { stageId: id, pipelineId, closedAt: kind === "open" ? null : now };
}
