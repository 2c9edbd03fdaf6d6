import type { Conference, Participant, ParticipantSettings } from "../conferences/conference.ts";
import { endpointIn, flagIn, type RestRequest } from "./request.ts";
import { RestError } from "./rest-error.ts";

/** How somebody is to take part, as a new participant's form says. */
export function settingsIn({ form }: RestRequest, conference: Conference | undefined): ParticipantSettings {
  const beep = form.get("Beep") ?? "true";
  const callSidToCoach = form.get("CallSidToCoach") ?? undefined;
  const coaching = flagIn(form, "Coaching") ?? false;
  if (coaching) checkCoached(conference, callSidToCoach);
  return {
    label: form.get("Label") ?? undefined,
    muted: flagIn(form, "Muted") ?? false,
    hold: false,
    coaching,
    callSidToCoach: coaching ? callSidToCoach : undefined,
    startsOnEnter: flagIn(form, "StartConferenceOnEnter") ?? true,
    endsOnExit: flagIn(form, "EndConferenceOnExit") ?? false,
    beepsOnEnter: beep === "true" || beep === "onEnter",
    beepsOnExit: beep === "true" || beep === "onExit",
    waitUrl: form.get("WaitUrl") === "" ? null : endpointIn(form, "WaitUrl", "WaitMethod", 21205),
    holdUrl: undefined,
  };
}

/** What a participant's update changes. */
export function changesIn({ form }: RestRequest, participant: Participant): Partial<ParticipantSettings> {
  const coaching = flagIn(form, "Coaching") ?? participant.coaching;
  const callSidToCoach = form.get("CallSidToCoach") ?? participant.callSidToCoach;
  if (coaching) checkCoached(participant.conference, callSidToCoach);
  return {
    muted: flagIn(form, "Muted") ?? participant.muted,
    hold: flagIn(form, "Hold") ?? participant.hold,
    holdUrl: endpointIn(form, "HoldUrl", "HoldMethod", 21205) ?? participant.holdUrl,
    coaching,
    callSidToCoach: coaching ? callSidToCoach : undefined,
    endsOnExit: flagIn(form, "EndConferenceOnExit") ?? participant.endsOnExit,
    beepsOnExit: flagIn(form, "BeepOnExit") ?? participant.beepsOnExit,
  };
}

function checkCoached(conference: Conference | undefined, callSid: string | undefined): void {
  if (!conference?.participants.some(({ call }) => call.sid === callSid))
    throw new RestError(400, 20001, "CallSidToCoach must be the call of a participant in this conference.");
}
