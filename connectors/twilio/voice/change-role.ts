import { type CallRef, ConnectorError, type LegRef } from "../../contract.ts";
import { ask } from "../rest-errors.ts";
import type { RunningNumber } from "../running-number.ts";
import { findCoached } from "./find-coached.ts";
import { findConference } from "./find-conference.ts";

/** Says by one update who hears a participant from now on, so that nobody does between two. */
export async function changeRole(running: RunningNumber, call: CallRef, leg: LegRef): Promise<void> {
  const { client, context } = running;
  const conferenceSid = await findConference(running, call);
  if (!conferenceSid) throw new ConnectorError("rejected", "Nobody talks in this call any more.");
  const coached = await findCoached(running, conferenceSid, leg);
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
