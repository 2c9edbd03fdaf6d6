import { forgetTick } from "../wait/tick-in-time.ts";
import type { Handler } from "./answer.ts";
import { callSidIn, isOver, tellHungUp } from "./caller.ts";

/** How the caller's own call goes. */
export const hearStatus: Handler = async (carrier, { fields }) => {
  if (!isOver(fields)) return undefined;
  forgetTick(carrier, callSidIn(fields));
  await tellHungUp(carrier, fields);
  return undefined;
};
