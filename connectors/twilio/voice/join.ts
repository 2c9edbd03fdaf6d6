import type { CallRef, LegRef } from "../../contract.ts";
import { tellIfOver } from "../ends/tell-if-over.ts";
import { ask } from "../rest-errors.ts";
import type { RunningNumber } from "../running-number.ts";
import { conferenceEvents } from "../twiml/send-to-conference.ts";
import { findCallOf, findCoached } from "./find-coached.ts";
import { findConference } from "./find-conference.ts";
import { identityOf } from "./identity.ts";

/** Twilio takes nothing shorter, and rings five seconds longer than it is asked to. */
const shortestTimeoutSeconds = 5;

/** Rings a party into the conference that is named after the caller's call; nobody for a caller who is gone. */
export async function join(
  running: RunningNumber,
  call: CallRef,
  leg: LegRef,
  { timeoutSeconds }: { timeoutSeconds: number },
): Promise<void> {
  const { at, client } = running;
  const [conferenceSid, isGone] = await Promise.all([
    findConference(running, call),
    tellIfOver(running, call.externalId),
  ]);
  if (isGone) return;
  if (conferenceSid && (await findCallOf(running, conferenceSid, leg.id))) return;
  const coached = await findCoached(running, conferenceSid, leg);
  await ask(
    client.conferences(call.externalId).participants.create({
      ...partiesOf(running, leg),
      label: leg.id,
      timeout: Math.max(shortestTimeoutSeconds, Math.ceil(timeoutSeconds)),
      muted: leg.role === "listen",
      ...(coached && { coaching: true, callSidToCoach: coached }),
      beep: "false",
      // Otherwise a party who is still being rung would be in the conference already.
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

function partiesOf({ context }: RunningNumber, { id, to }: LegRef): { from: string; to: string } {
  const { number } = context.settings;
  if (to.kind === "number") return { from: to.callerId ?? number, to: to.number };
  // The browser learns with the call which leg it is.
  return { from: number, to: `client:${identityOf(to.personId)}?leg=${id}` };
}
