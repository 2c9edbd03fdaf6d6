import { findCallOfWork } from "../../calls/find-call-of-work.ts";
import { takeCall } from "../../calls/take-call.ts";
import type { Deps } from "../../lib/deps.ts";
import { type Tx, transact } from "../../lib/transact.ts";
import type { Access } from "../../permissions/access.ts";
import { holdWorkItem, refuseTaken, type WorkItemRow } from "./hold-work-item.ts";
import { takeWork } from "./take-work.ts";

/** A call is theirs only once they are connected. @throws AppError `conflict` when the offer is over or the work is somebody else's. */
export async function acceptOffer(
  deps: Deps,
  { access, workItemId }: { access: Access; workItemId: string },
): Promise<void> {
  const { personId } = access;
  const callId = await findCallOfWork(deps, workItemId);
  const refuseUnlessTheirs = async (tx: Tx, item: WorkItemRow) => {
    if (item.state !== "offered" || item.offeredTo !== personId) await refuseTaken(tx, item);
  };
  if (callId) return takeCall(deps, { access, workItemId, callId, refuseUnlessTheirs });
  await transact(deps, async (tx) => {
    const work = await holdWorkItem(tx, access, workItemId);
    const { state, ownerId } = work.item;
    if (state === "active" && ownerId === personId) return;
    await refuseUnlessTheirs(tx, work.item);
    await takeWork(tx, work, personId, deps.clock.now());
  });
}
