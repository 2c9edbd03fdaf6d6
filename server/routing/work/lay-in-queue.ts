import { and, eq, isNull } from "drizzle-orm";

import { queues, workItems } from "../../../db/schema/routing.ts";
import type { EventMap } from "../../contract/events.ts";
import type { Tx } from "../../lib/transact.ts";
import type { HeldWork } from "./hold-work-item.ts";

/**
 * Puts a locked work item into another queue, where it is to wait; where a person or a flow does so, it asks for what that
 * queue asks. The conversation is still to be saved. Gives false when there is no such queue.
 */
export async function layInQueue(
  tx: Tx,
  { held, item }: HeldWork,
  change: {
    queueId: string;
    reason: EventMap["workItem.queued"]["reason"];
    waitingSince: Date;
    actorId?: string;
    now: Date;
  },
): Promise<boolean> {
  const { queueId, reason, waitingSince, actorId, now } = change;
  const [queue] = await tx.db
    .select({ requirements: queues.requirements })
    .from(queues)
    .where(and(eq(queues.id, queueId), isNull(queues.archivedAt)))
    // One that is archived meanwhile would keep it.
    .for("share");
  if (!queue) return false;
  const from = held.queueId;
  held.queueId = queueId;
  await tx.db
    .update(workItems)
    .set({
      queueId,
      // What overflows still asks for what it asked for.
      ...((reason === "person" || reason === "rule") && { requirements: queue.requirements }),
      queuedSince: now,
      waitingSince,
      passedBy: null,
      updatedAt: now,
    })
    .where(eq(workItems.id, item.id));
  tx.append({
    type: "workItem.queued",
    conversationId: held.id,
    actorId,
    data: { workItemId: item.id, queueId: { from, to: queueId }, reason },
  });
  return true;
}
