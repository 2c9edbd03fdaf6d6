import type { CallRef } from "../../contract.ts";
import type { Carrier } from "../carrier.ts";
import { askLiving } from "../rest-errors.ts";
import { findConference } from "./find-conference.ts";

/** Ends the caller's call, and the conference where somebody may still wait for them. */
export async function hangUp(carrier: Carrier, call: CallRef): Promise<void> {
  const { client } = carrier;
  await askLiving(client.calls(call.externalId).update({ status: "completed" }));
  const conferenceSid = await findConference(carrier, call);
  if (conferenceSid) await askLiving(client.conferences(conferenceSid).update({ status: "completed" }));
}
