import { forgetTick } from "../wait/tick-in-time.ts";
import type { Handler } from "./answer.ts";
import { callSidIn, isOver, tellHungUp } from "./caller.ts";
import { tellDialled } from "./tell-dialled.ts";

/** How the caller's own call goes, or that of whom we called. */
export const hearStatus: Handler = async (carrier, signed) => {
  const { fields } = signed;
  const { calls } = carrier.context;
  await tellDialled(carrier, signed);
  if (fields.CallStatus === "ringing") await calls.tell(callSidIn(fields), { type: "ringing" });
  if (fields.CallStatus === "in-progress") await calls.tell(callSidIn(fields), { type: "accepted" });
  if (!isOver(fields)) return undefined;
  forgetTick(carrier, callSidIn(fields));
  await tellHungUp(carrier, fields);
  return undefined;
};
