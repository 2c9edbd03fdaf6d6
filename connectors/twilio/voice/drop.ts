import type { CallRef, LegRef } from "../../contract.ts";
import type { Carrier } from "../carrier.ts";
import { askLiving } from "../rest-errors.ts";
import { findConference } from "./find-conference.ts";

export async function drop(carrier: Carrier, call: CallRef, { id, externalId }: LegRef): Promise<void> {
  const { client } = carrier;
  if (externalId) {
    await askLiving(client.calls(externalId).update({ status: "completed" }));
    return;
  }
  const conferenceSid = await findConference(carrier, call);
  if (conferenceSid) await askLiving(client.conferences(conferenceSid).participants(id).remove());
}
