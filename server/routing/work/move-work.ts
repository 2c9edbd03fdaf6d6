import { findCallOfWork } from "../../calls/find-call-of-work.ts";
import { moveCall } from "../../calls/queue/move-call.ts";
import { refuseDuringCall } from "../../calls/refuse-during-call.ts";
import { changeAssignee } from "../../conversations/change-assignee.ts";
import { saveConversation } from "../../conversations/hold.ts";
import { syncWorkItem } from "../../conversations/sync-work-item.ts";
import { AppError } from "../../lib/app-error.ts";
import type { Deps } from "../../lib/deps.ts";
import { transact } from "../../lib/transact.ts";
import type { Access } from "../../permissions/access.ts";
import { holdWorkItem, type WorkItemRow } from "./hold-work-item.ts";
import { layInQueue } from "./lay-in-queue.ts";
import { putBack } from "./put-back.ts";
import { runsQueue } from "./runs-queue.ts";

/** Has work wait in another queue, whoever had it; the contact does not go to the end of the line for it. */
export async function moveWork(
  deps: Deps,
  input: { access: Access; workItemId: string; queueId: string },
): Promise<void> {
  const { access, workItemId, queueId } = input;
  const actorId = access.personId;
  const refuseUnlessTheirs = (item: WorkItemRow) => refuseUnlessMovable(access, item, queueId);
  const callId = await findCallOfWork(deps, workItemId);
  if (callId && (await moveCall(deps, { access, workItemId, callId, queueId, refuseUnlessTheirs }))) return;
  const now = deps.clock.now();
  await transact(deps, async (tx) => {
    const work = await holdWorkItem(tx, access, workItemId);
    const { held, item } = work;
    refuseUnlessTheirs(item);
    if (item.state === "wrapUp" || item.state === "done")
      throw new AppError("conflict", "This work is over.");
    const isInHand = item.state === "active";
    await refuseDuringCall(tx, { conversationId: held.id });
    if (!isInHand && item.queueId === queueId) return;
    const waitingSince = isInHand ? (held.waitingSince ?? now) : item.waitingSince;
    if (item.state === "offered") await putBack(tx, item, { outcome: "withdrawn", actorId, now });
    const change = { queueId, reason: "person", waitingSince, actorId, now } as const;
    if (item.queueId !== queueId && !(await layInQueue(tx, work, change))) {
      throw new AppError("invalid", "There is no such queue.", { fields: { queueId: "is no queue" } });
    }
    // Laid there first: it comes to wait in the new queue, and never in the old.
    if (isInHand) {
      await changeAssignee(tx, held, { to: null, actorId, reason: "person", now });
      await syncWorkItem(tx, held, actorId, now, { waitingSince });
    }
    await saveConversation(tx, held, now);
  });
}

function refuseUnlessMovable(access: Access, item: WorkItemRow, queueId: string) {
  if (item.ownerId === access.personId || runsQueue(access, item.queueId) || runsQueue(access, queueId))
    return;
  throw new AppError("forbidden", "Only whoever has it in hand, or a supervisor of the queue, moves work.");
}
