import type { Deps } from "../../lib/deps.ts";
import { transact } from "../../lib/transact.ts";
import type { Access } from "../../permissions/access.ts";
import { holdWorkItem, refuseTaken } from "./hold-work-item.ts";
import { takeWork } from "./take-work.ts";

/** @throws AppError `conflict` when the offer is over or the work is somebody else's. */
export async function acceptOffer(
  deps: Deps,
  { access, workItemId }: { access: Access; workItemId: string },
): Promise<void> {
  const { personId } = access;
  await transact(deps, async (tx) => {
    const work = await holdWorkItem(tx, access, workItemId);
    const { state, ownerId, offeredTo } = work.item;
    if (state === "active" && ownerId === personId) return;
    if (state !== "offered" || offeredTo !== personId) await refuseTaken(tx, work.item);
    await takeWork(tx, work, personId, deps.clock.now());
  });
}
