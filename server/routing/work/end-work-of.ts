import { and, eq, or } from "drizzle-orm";
import { workItems } from "../../../db/schema/routing.ts";
import type { Tx } from "../../lib/transact.ts";
import { finishWrapUp } from "./finish-wrap-up.ts";
import { holdWorkItemForHub } from "./hold-work-item.ts";
import { putBack } from "./put-back.ts";

/** What is held out to somebody who leaves waits on, and what they were to wrap up is over. */
export async function endWorkOf(
  tx: Tx,
  { personId, actorId, now }: { personId: string; actorId: string; now: Date },
): Promise<void> {
  const isOffered = and(eq(workItems.offeredTo, personId), eq(workItems.state, "offered"));
  const isWrappedUp = and(eq(workItems.ownerId, personId), eq(workItems.state, "wrapUp"));
  const found = await tx.db
    .select({ id: workItems.id })
    .from(workItems)
    .where(or(isOffered, isWrappedUp))
    .orderBy(workItems.conversationId);
  for (const { id } of found) {
    const item = (await holdWorkItemForHub(tx, id))?.item;
    if (item?.state === "offered" && item.offeredTo === personId)
      await putBack(tx, item, { outcome: "withdrawn", actorId, now });
    if (item?.state === "wrapUp" && item.ownerId === personId)
      await finishWrapUp(tx, item, { dispositionId: null, reason: "wrapUpOver", actorId, now });
  }
}
