import { eq } from "drizzle-orm";
import { workItems } from "../../../db/schema/routing.ts";
import type { Tx } from "../../lib/transact.ts";
import { endOffer } from "./end-offer.ts";
import type { WorkItemRow } from "./hold-work-item.ts";

/** Ends a locked work item that waits or is held out: nobody is needed any more. Whoever was asked last stays known. */
export async function endWork(tx: Tx, item: WorkItemRow, now: Date): Promise<void> {
  const { id, conversationId, state, ownerId, offeredTo } = item;
  if (state === "offered") await endOffer(tx, item, "withdrawn");
  const passedBy = [...new Set([...(item.passedBy ?? []), ...(offeredTo ? [offeredTo] : [])])];
  await tx.db
    .update(workItems)
    .set({ state: "done", offeredTo: null, offerEndsAt: null, passedBy, doneAt: now, updatedAt: now })
    .where(eq(workItems.id, id));
  tx.append({
    type: "workItem.stateChanged",
    conversationId,
    data: { workItemId: id, state: { from: state, to: "done" }, ownerId: { from: ownerId, to: ownerId } },
  });
}
