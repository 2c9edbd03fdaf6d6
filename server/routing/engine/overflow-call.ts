import { commitCall, followUp } from "../../calls/change-call.ts";
import { findCallOfWork } from "../../calls/find-call-of-work.ts";
import { holdWorkOf } from "../../calls/hold-work-of.ts";
import { moveCaller } from "../../calls/queue/move-caller.ts";
import type { Deps } from "../../lib/deps.ts";
import type { Action } from "./state.ts";

/** Has a caller who waited too long wait in the next queue, as far as they still wait in this one. Gives whether it was done. */
export async function overflowCall(
  deps: Deps,
  { itemId, from, to }: Extract<Action, { type: "overflow" }>,
): Promise<boolean> {
  const callId = await findCallOfWork(deps, itemId);
  if (!callId) return false;
  const committed = await commitCall(deps, { id: callId }, async (tx, held) => {
    const item = await holdWorkOf(tx, held.conversation);
    const isThere = item?.id === itemId && item.state === "waiting" && item.queueId === from;
    if (!isThere || held.call.stage !== "queued") return false;
    await moveCaller(tx, held, { queueId: to, reason: "overflow" });
    return true;
  });
  if (!committed?.result) return false;
  // Others are not to wait until the carrier has answered.
  void followUp(deps, committed).catch((err) =>
    deps.log.error({ err, callId }, "A caller could not be moved"),
  );
  return true;
}
