import type { RunningNumber } from "../running-number.ts";
import { forgetTick } from "../wait/tick-in-time.ts";
import type { Handler } from "./answer.ts";
import { callSidIn, isOver, isRefused, stepsNow, tellHungUp } from "./caller.ts";
import type { Fields } from "./signed.ts";
import { tellDialled } from "./tell-dialled.ts";

/** How the caller's own call goes, or that of whom we called. */
export const hearStatus: Handler = async (running, signed) => {
  const { fields } = signed;
  const { calls } = running.context;
  await tellDialled(running, signed);
  if (fields.CallStatus === "ringing") await calls.tell(callSidIn(fields), { type: "ringing" });
  if (fields.CallStatus === "in-progress") await calls.tell(callSidIn(fields), { type: "accepted" });
  if (!isOver(fields)) return undefined;
  forgetTick(running, callSidIn(fields));
  await takeIn(running, fields);
  await tellHungUp(running, fields);
  return undefined;
};

/** Whoever rang is on the timeline, also where this comes before all else of it, or nothing else could be taken in. */
async function takeIn(running: RunningNumber, fields: Fields): Promise<void> {
  if (fields.Direction !== "inbound") return;
  await stepsNow(running, fields).catch((error) => {
    if (!isRefused(error)) throw error;
  });
}
