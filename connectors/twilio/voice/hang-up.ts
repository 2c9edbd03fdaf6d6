import type { CallRef } from "../../contract.ts";
import { askLiving } from "../rest-errors.ts";
import type { RunningNumber } from "../running-number.ts";
import { findConference } from "./find-conference.ts";

/** Ends the caller's call, and the conference where somebody may still wait for them. */
export async function hangUp(running: RunningNumber, call: CallRef): Promise<void> {
  const { client } = running;
  await askLiving(client.calls(call.externalId).update({ status: "completed" }));
  const conferenceSid = await findConference(running, call);
  if (conferenceSid) await askLiving(client.conferences(conferenceSid).update({ status: "completed" }));
}
