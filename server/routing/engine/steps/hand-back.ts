import { changeAssignee } from "../../../conversations/change-assignee.ts";
import { saveConversation } from "../../../conversations/hold.ts";
import { syncWorkItem } from "../../../conversations/sync-work-item.ts";
import { isThereNow } from "./people-now.ts";
import type { Step } from "./step.ts";

/** Nothing is stuck with somebody who has gone. */
export const handBack: Step<"handBack"> = async (tx, { held }, { action: { personId }, now }) => {
  if (held.assigneeId !== personId || (await isThereNow(tx, personId))) return false;
  await changeAssignee(tx, held, { to: null, reason: "handedBack", now });
  await syncWorkItem(tx, held, undefined, now, { reason: "handedBack" });
  await saveConversation(tx, held, now);
  return true;
};
