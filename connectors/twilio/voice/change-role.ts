import { type CallRef, ConnectorError, type LegRef } from "../../contract.ts";
import type { Carrier } from "../carrier.ts";
import { ask } from "../rest-errors.ts";
import { findCoached } from "./find-coached.ts";
import { findConference } from "./find-conference.ts";

/** Says by one update who hears a participant from now on, so that nobody does between two. */
export async function changeRole(carrier: Carrier, call: CallRef, leg: LegRef): Promise<void> {
  const { client, context } = carrier;
  const conferenceSid = await findConference(carrier, call);
  if (!conferenceSid) throw new ConnectorError("rejected", "Nobody talks in this call any more.");
  const coached = await findCoached(carrier, conferenceSid, leg);
  await ask(
    client
      .conferences(conferenceSid)
      .participants(leg.id)
      .update({
        muted: leg.role === "listen",
        ...(coached ? { coaching: true, callSidToCoach: coached } : { coaching: false }),
      }),
  );
  if (leg.role === "talk") await context.calls.tellLeg(leg.id, { state: "connected" });
}
