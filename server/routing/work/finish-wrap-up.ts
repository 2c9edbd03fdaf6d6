import { eq } from "drizzle-orm";
import { workItems } from "../../../db/schema/routing.ts";
import type { WorkReason } from "../../contract/events.ts";
import type { Tx } from "../../lib/transact.ts";
import type { WorkItemRow } from "./hold-work-item.ts";
import { noteIdle } from "./note-idle.ts";

/** Ends a locked work item that is being wrapped up. */
export async function finishWrapUp(
  tx: Tx,
  { id, conversationId, ownerId }: WorkItemRow,
  end: { dispositionId: string | null; reason?: WorkReason; actorId?: string; now: Date },
): Promise<void> {
  const { dispositionId, reason, actorId, now } = end;
  await tx.db
    .update(workItems)
    .set({ state: "done", wrapUpEndsAt: null, dispositionId, doneAt: now, updatedAt: now })
    .where(eq(workItems.id, id));
  tx.append({
    type: "workItem.stateChanged",
    conversationId,
    actorId,
    data: {
      workItemId: id,
      state: { from: "wrapUp", to: "done" },
      ownerId: { from: ownerId, to: ownerId },
      dispositionId,
      ...(reason && { reason }),
    },
  });
  if (ownerId) await noteIdle(tx, [ownerId], now);
}
