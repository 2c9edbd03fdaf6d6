import { askLiving } from "../rest-errors.ts";
import type { RunningNumber } from "../running-number.ts";
import { isOver, tellHungUp } from "../webhook/caller.ts";

/** Asks Twilio whether the caller is gone, and tells so; one of whom it knows nothing any more is. */
export async function tellIfOver(running: RunningNumber, callSid: string): Promise<boolean> {
  const call = await askLiving(running.client.calls(callSid).fetch());
  const fields = { CallSid: callSid, CallStatus: call?.status ?? "completed", Direction: call?.direction };
  if (!isOver(fields)) return false;
  await tellHungUp(running, fields);
  return true;
}
