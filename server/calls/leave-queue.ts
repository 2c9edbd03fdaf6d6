import type { Tx } from "../lib/transact.ts";
import { endWork } from "../routing/work/end-work.ts";
import { putBack } from "../routing/work/put-back.ts";
import type { HeldCall } from "./hold-call.ts";
import { holdWorkOf } from "./hold-work-of.ts";
import { isConnecting, isOpen, legRefOf } from "./legs.ts";

/**
 * Nobody there is asked for the caller any more, and whoever was about to be connected is let go. Where the caller waits on
 * in another queue it is the same work.
 */
export async function leaveQueue(tx: Tx, held: HeldCall, { waitsOn }: { waitsOn: boolean }): Promise<void> {
  const { call, conversation, now } = held;
  dropLegs(held);
  const item = await holdWorkOf(tx, conversation);
  if (!item) return;
  if (!waitsOn) return endWork(tx, item, now);
  // The next queue's people have not been asked yet.
  if (item.offeredTo || item.passedBy?.length) call.outcome = "missed";
  if (item.state === "offered") await putBack(tx, item, { outcome: "withdrawn", now });
}

/** All that are still there. */
export function dropLegs({ legs, asks, now }: HeldCall): void {
  for (const leg of legs.filter(isOpen)) {
    asks.push({ type: "drop", leg: legRefOf(leg) });
    if (isConnecting(leg)) leg.reason = "cancelled";
    Object.assign(leg, { state: "ended", endedAt: now });
  }
}
