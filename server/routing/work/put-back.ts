import { eq } from "drizzle-orm";
import { workItems } from "../../../db/schema/routing.ts";
import type { EventMap } from "../../contract/events.ts";
import type { Tx } from "../../lib/transact.ts";
import { endOffer } from "./end-offer.ts";
import type { WorkItemRow } from "./hold-work-item.ts";

/** Lets a locked work item that was held out to somebody wait on; whoever let it pass is not asked first again. */
export async function putBack(
  tx: Tx,
  item: WorkItemRow,
  { outcome, isPassed = outcome !== "withdrawn", actorId, now }: PutBack,
): Promise<void> {
  await endOffer(tx, item, outcome, actorId);
  const passed = isPassed && item.offeredTo ? [item.offeredTo] : [];
  const passedBy = [...new Set([...(item.passedBy ?? []), ...passed])];
  await tx.db
    .update(workItems)
    .set({ state: "waiting", offeredTo: null, offerEndsAt: null, passedBy, updatedAt: now })
    .where(eq(workItems.id, item.id));
}

interface PutBack {
  outcome: Outcome;
  /** Whether it is not for them again before everybody was asked. */
  isPassed?: boolean;
  actorId?: string;
  now: Date;
}

type Outcome = Exclude<EventMap["workItem.offerEnded"]["outcome"], "accepted">;
