import { eq } from "drizzle-orm";
import { workItems } from "../../../db/schema/routing.ts";
import type { EventMap } from "../../contract/events.ts";
import type { Tx } from "../../lib/transact.ts";
import type { WorkItemRow } from "./hold-work-item.ts";

/** Takes a locked work item that waits out of its queue for a moment: nobody is to be asked for it now. */
export async function layAside(
  tx: Tx,
  { id, conversationId, queueId }: WorkItemRow,
  { reason, actorId, now }: { reason: EventMap["workItem.queued"]["reason"]; actorId?: string; now: Date },
): Promise<void> {
  await tx.db.update(workItems).set({ queueId: null, updatedAt: now }).where(eq(workItems.id, id));
  tx.append({
    type: "workItem.queued",
    conversationId,
    actorId,
    data: { workItemId: id, queueId: { from: queueId, to: null }, reason },
  });
}
