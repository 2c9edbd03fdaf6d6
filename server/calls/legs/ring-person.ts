import { eq } from "drizzle-orm";
import { workItems } from "../../../db/schema/routing.ts";
import { showOffered } from "../../conversations/offered-sight.ts";
import type { Deps } from "../../lib/deps.ts";
import type { Tx } from "../../lib/transact.ts";
import { endOffer } from "../../routing/work/end-offer.ts";
import type { WorkItemRow } from "../../routing/work/hold-work-item.ts";
import { forgetMisses } from "../../routing/work/take-work.ts";
import type { HeldCall } from "../hold-call.ts";
import { beginLeg } from "./begin-leg.ts";
import { dropLegs, isConnecting } from "./legs.ts";
import { refuseUnlessFree } from "./refuse-unless-free.ts";

/** Whether the person whom a call is held out to has accepted it, and is on the way. */
export const isRinging = ({ legs }: HeldCall, { state, offeredTo }: WorkItemRow): boolean =>
  state === "offered" && legs.some((leg) => isConnecting(leg) && leg.personId === offeredTo);

/**
 * Begins the leg of a person who takes a call: it stays held out to them until that is connected, and is theirs only then.
 * @throws AppError `conflict` where their phone is not ready or they are in a call
 */
export async function ringPerson(
  tx: Tx,
  { carriers }: Pick<Deps, "carriers">,
  held: HeldCall,
  item: WorkItemRow,
  personId: string,
): Promise<void> {
  await refuseUnlessFree(tx, personId);
  const { conversation, now } = held;
  const timeoutSeconds = carriers.connectSeconds;
  const until = new Date(now.getTime() + timeoutSeconds * 1_000);
  await tx.db
    .update(workItems)
    .set({ state: "offered", offeredTo: personId, offerEndsAt: until, updatedAt: now })
    .where(eq(workItems.id, item.id));
  const isOthers = item.state === "offered" && item.offeredTo !== personId;
  if (isOthers) await endOffer(tx, item, "withdrawn", personId);
  if (isOthers || item.state === "waiting") {
    await showOffered(tx, { conversationId: conversation.id, personId });
    if (item.queueId) {
      const data = { workItemId: item.id, queueId: item.queueId, personId, until: until.toISOString() };
      tx.append({ type: "workItem.offered", conversationId: conversation.id, data });
    }
  }
  // Whoever the work was taken from before they were connected.
  dropLegs(held);
  await beginLeg(tx, held, { personId }, { timeoutSeconds });
  await forgetMisses(tx, personId);
}
