import { isBeingConnected } from "../../../calls/is-being-connected.ts";
import { putBack } from "../../work/put-back.ts";
import { canAnswerNow } from "./people-now.ts";
import type { Step } from "./step.ts";

/** An offer to somebody who is not there for it any more. */
export const withdraw: Step<"withdraw"> = async (tx, { item }, { action: { personId }, now }) => {
  if (await isBeingConnected(tx, item)) return false;
  if (await canAnswerNow(tx, personId, item)) return false;
  await putBack(tx, item, { outcome: "withdrawn", now });
  return true;
};
