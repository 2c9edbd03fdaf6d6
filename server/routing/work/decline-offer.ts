import { declineCall } from "../../calls/decline-call.ts";
import { findCallOfWork } from "../../calls/find-call-of-work.ts";
import type { Deps } from "../../lib/deps.ts";
import { transact } from "../../lib/transact.ts";
import type { Access } from "../../permissions/access.ts";
import { holdWorkItem, refuseTaken } from "./hold-work-item.ts";
import { putBack } from "./put-back.ts";
import { forgetMisses } from "./take-work.ts";

/** The offer goes to the next. @throws AppError `conflict` when it is over already. */
export async function declineOffer(
  deps: Deps,
  { access, workItemId }: { access: Access; workItemId: string },
): Promise<void> {
  const { personId } = access;
  const callId = await findCallOfWork(deps, workItemId);
  if (callId && (await declineCall(deps, { callId, personId }))) return;
  const now = deps.clock.now();
  await transact(deps, async (tx) => {
    const { item } = await holdWorkItem(tx, access, workItemId);
    const isOffered = item.state === "offered" && item.offeredTo === personId;
    if (!isOffered && item.passedBy?.includes(personId)) return;
    if (!isOffered) await refuseTaken(tx, item);
    await putBack(tx, item, { outcome: "declined", actorId: personId, now });
    await forgetMisses(tx, personId);
  });
}
