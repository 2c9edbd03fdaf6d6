import type { CallRef, CallStep } from "../../contract.ts";
import { askLiving } from "../rest-errors.ts";
import type { RunningNumber } from "../running-number.ts";
import { isToMeet } from "../twiml/is-to-meet.ts";
import { bringCaller } from "./bring-caller.ts";
import { findConference } from "./find-conference.ts";

/** The caller's call asks for the steps itself: what an update may bring is shorter than they can be. */
export async function steer(running: RunningNumber, call: CallRef, steps: CallStep[]): Promise<void> {
  const last = steps.at(-1);
  if (!last) return;
  if (isToMeet(last)) return meet(running, call);
  await askLiving(running.client.calls(call.externalId).update({ url: running.at("/voice/next") }));
}

async function meet(running: RunningNumber, call: CallRef): Promise<void> {
  const conferenceSid = await findConference(running, call);
  if (conferenceSid) await bringCaller(running, call.externalId, { conferenceSid });
}
