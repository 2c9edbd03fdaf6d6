import type { Exchange } from "../exchange.ts";
import { rfc2822 } from "../rfc2822.ts";
import { sendCallback } from "../webhooks/send-callback.ts";
import type { Fields } from "../webhooks/send-webhook.ts";
import type { Conference, ConferenceEvent, Participant } from "./conference.ts";

const asked: Record<string, ConferenceEvent> = {
  "conference-start": "start",
  "conference-end": "end",
  "participant-join": "join",
  "participant-leave": "leave",
  "participant-mute": "mute",
  "participant-unmute": "mute",
  "participant-hold": "hold",
  "participant-unhold": "hold",
  "participant-modify": "modify",
  "announcement-end": "announcement",
  "announcement-fail": "announcement",
};

/** Tells what happened in a conference to whoever asked for such events. */
export function tell(exchange: Exchange, conference: Conference, event: string, fields: Fields = {}): void {
  const kind = asked[event];
  if (!conference.callback || !kind || !conference.callback.events.includes(kind)) return;
  sendCallback(exchange, conference.sid, conference.callback, {
    ConferenceSid: conference.sid,
    FriendlyName: conference.name,
    AccountSid: exchange.accountSid,
    SequenceNumber: String(++conference.callbacksSent),
    Timestamp: rfc2822(exchange.clock.now()),
    StatusCallbackEvent: event,
    ...fields,
  });
}

/** What an event about one participant says of it. */
export function participantFields(participant: Participant): Fields {
  return {
    CallSid: participant.call.sid,
    Muted: String(participant.muted),
    Hold: String(participant.hold),
    Coaching: String(participant.coaching),
    ...(participant.callSidToCoach ? { CallSidToCoach: participant.callSidToCoach } : {}),
    ...(participant.label ? { ParticipantLabel: participant.label } : {}),
    StartConferenceOnEnter: String(participant.startsOnEnter),
    EndConferenceOnExit: String(participant.endsOnExit),
  };
}
