import type { CallFlowState } from "../../contract/call-flow-trial.ts";
import type { Tx } from "../../lib/transact.ts";
import { endWork } from "../../routing/work/end-work.ts";
import { layAside } from "../../routing/work/lay-aside.ts";
import { putBack } from "../../routing/work/put-back.ts";
import type { HeldCall } from "../hold-call.ts";
import { holdWorkOf } from "../hold-work-of.ts";
import { dropLegs } from "../legs/legs.ts";
import type { Laid } from "./enter-queue.ts";

interface Leaving {
  /** Where the caller comes to. */
  to: CallFlowState;
  reason: Laid;
}

/**
 * Nobody there is asked for the caller any more, and whoever was about to be connected is let go. Where the caller waits on
 * in another queue, at once or after its notice, it is the same work.
 */
export async function leaveQueue(tx: Tx, held: HeldCall, { to, reason }: Leaving): Promise<void> {
  const { call, conversation, actorId, now } = held;
  dropLegs(held);
  const item = await holdWorkOf(tx, conversation);
  if (!item) return;
  if (to.at !== "queue" && to.at !== "notice") return endWork(tx, item, now);
  // The next queue's people have not been asked yet.
  if (item.offeredTo || item.passedBy?.length) call.outcome = "missed";
  if (item.state === "offered") await putBack(tx, item, { outcome: "withdrawn", actorId, now });
  if (to.at === "notice") await layAside(tx, item, { reason, actorId, now });
}
