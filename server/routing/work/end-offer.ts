import type { workItems } from "../../../db/schema/index.ts";
import type { EventMap } from "../../contract/events.ts";
import { hideOffered } from "../../conversations/offered-sight.ts";
import type { Tx } from "../../lib/transact.ts";

/** Takes from the person to whom a locked item was held out what they saw of it; the caller writes its new state. */
export async function endOffer(
  tx: Tx,
  item: Pick<typeof workItems.$inferSelect, "id" | "conversationId" | "queueId" | "offeredTo">,
  outcome: EventMap["workItem.offerEnded"]["outcome"],
  actorId?: string,
): Promise<void> {
  const { id: workItemId, conversationId, queueId, offeredTo: personId } = item;
  if (!personId) return;
  await hideOffered(tx, { conversationId, personId });
  tx.append({
    type: "workItem.offerEnded",
    conversationId,
    actorId,
    data: { workItemId, queueId, personId, outcome },
  });
}
