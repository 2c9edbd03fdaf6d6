import type { Deps } from "../../lib/deps.ts";
import type { Access } from "../../permissions/access.ts";
import { namedBy, refuseUnknown } from "../../routing/refuse-unknown.ts";
import { holdWorkItem, type WorkItemRow } from "../../routing/work/hold-work-item.ts";
import { changeCall } from "../change-call.ts";
import { moveCaller } from "./move-caller.ts";

interface Move {
  access: Access;
  workItemId: string;
  callId: string;
  queueId: string;
  /** @throws AppError where the work is not theirs to move */
  refuseUnlessTheirs(item: WorkItemRow): void;
}

/** Has a caller wait in another queue; false where they do not wait in one. @throws AppError `invalid` for no queue */
export async function moveCall(
  deps: Deps,
  { access, workItemId, callId, queueId, refuseUnlessTheirs }: Move,
): Promise<boolean> {
  const isMoved = await changeCall(deps, { id: callId }, async (tx, held) => {
    if (held.call.stage !== "queued") return false;
    const { item } = await holdWorkItem(tx, access, workItemId);
    refuseUnlessTheirs(item);
    if (item.queueId === queueId) return true;
    await refuseUnknown(tx, namedBy("queue", [queueId], "queueId"));
    held.actorId = access.personId;
    await moveCaller(tx, held, { queueId, reason: "person" });
    return true;
  });
  return isMoved ?? false;
}
