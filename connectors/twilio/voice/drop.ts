import type { CallRef, LegRef } from "../../contract.ts";
import { askLiving } from "../rest-errors.ts";
import type { RunningNumber } from "../running-number.ts";
import { findConference } from "./find-conference.ts";

export async function drop(running: RunningNumber, call: CallRef, { id, externalId }: LegRef): Promise<void> {
  const { client } = running;
  if (externalId) {
    await askLiving(client.calls(externalId).update({ status: "completed" }));
    return;
  }
  const conferenceSid = await findConference(running, call);
  if (conferenceSid) await askLiving(client.conferences(conferenceSid).participants(id).remove());
}
