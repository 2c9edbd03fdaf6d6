import { finishWrapUp } from "../../work/finish-wrap-up.ts";
import { isThereNow } from "./people-now.ts";
import type { Step } from "./step.ts";

/** The time to wrap up is over, or its person has gone. */
export const endWrapUp: Step<"endWrapUp"> = async (tx, { item }, { now }) => {
  const isLate = item.wrapUpEndsAt !== null && item.wrapUpEndsAt <= now;
  if (!isLate && item.ownerId && (await isThereNow(tx, item.ownerId))) return false;
  await finishWrapUp(tx, item, { dispositionId: null, reason: "wrapUpOver", now });
  return true;
};
