import { and, eq } from "drizzle-orm";
import { conversationPeople, type workItems } from "../../../db/schema/index.ts";
import type { EventMap } from "../../contract/events.ts";
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
  await tx.db
    .delete(conversationPeople)
    .where(
      and(
        eq(conversationPeople.conversationId, conversationId),
        eq(conversationPeople.personId, personId),
        eq(conversationPeople.reason, "offered"),
      ),
    );
  tx.append({
    type: "workItem.offerEnded",
    conversationId,
    actorId,
    data: { workItemId, queueId, personId, outcome },
  });
}
