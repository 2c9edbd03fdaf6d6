import type { CallRef, LegRef } from "../../contract.ts";
import type { Carrier } from "../carrier.ts";
import { ask } from "../rest-errors.ts";
import { conferenceEvents } from "../twiml/send-to-conference.ts";
import { findCallOf, findCoached } from "./find-coached.ts";
import { findConference } from "./find-conference.ts";
import { identityOf } from "./identity.ts";

/** Twilio takes nothing shorter, and rings five seconds longer than it is asked to. */
const shortestTimeoutSeconds = 5;

/** Rings a party into the conference that is named after the caller's call. */
export async function join(
  carrier: Carrier,
  call: CallRef,
  leg: LegRef,
  { timeoutSeconds }: { timeoutSeconds: number },
): Promise<void> {
  const { at, client } = carrier;
  const conferenceSid = await findConference(carrier, call);
  if (conferenceSid && (await findCallOf(carrier, conferenceSid, leg.id))) return;
  const coached = await findCoached(carrier, conferenceSid, leg);
  await ask(
    client.conferences(call.externalId).participants.create({
      ...partiesOf(carrier, leg),
      label: leg.id,
      timeout: Math.max(shortestTimeoutSeconds, Math.ceil(timeoutSeconds)),
      muted: leg.role === "listen",
      ...(coached && { coaching: true, callSidToCoach: coached }),
      beep: "false",
      // Else who is only rung would be in the conference already.
      earlyMedia: false,
      endConferenceOnExit: false,
      waitUrl: at("/quiet"),
      statusCallback: at("/leg", { leg: leg.id, call: call.externalId }),
      statusCallbackEvent: ["ringing", "completed"],
      conferenceStatusCallback: at("/conference"),
      conferenceStatusCallbackEvent: [...conferenceEvents],
    }),
  );
}

function partiesOf({ context }: Carrier, { id, to }: LegRef): { from: string; to: string } {
  const { number } = context.settings;
  if (to.kind === "number") return { from: to.callerId ?? number, to: to.number };
  // The browser learns with the call which leg it is.
  return { from: number, to: `client:${identityOf(to.personId)}?leg=${id}` };
}
