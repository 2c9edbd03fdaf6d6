import type { CallStatus } from "../calls/call.ts";
import type { Participant } from "../conferences/conference.ts";
import type { Exchange } from "../exchange.ts";
import { rfc2822 } from "../rfc2822.ts";

const statuses: Record<
  CallStatus,
  "queued" | "connecting" | "ringing" | "connected" | "complete" | "failed"
> = {
  queued: "queued",
  initiated: "connecting",
  ringing: "ringing",
  "in-progress": "connected",
  completed: "complete",
  busy: "failed",
  failed: "failed",
  "no-answer": "failed",
  canceled: "failed",
};

export const presentParticipant = (exchange: Exchange, participant: Participant) => ({
  account_sid: exchange.accountSid,
  call_sid: participant.call.sid,
  conference_sid: participant.conference.sid,
  label: participant.label ?? null,
  muted: participant.muted,
  hold: participant.hold,
  coaching: participant.coaching,
  call_sid_to_coach: participant.callSidToCoach ?? null,
  start_conference_on_enter: participant.startsOnEnter,
  end_conference_on_exit: participant.endsOnExit,
  status: statuses[participant.call.status],
  queue_time: "0",
  date_created: rfc2822(participant.createdAt),
  date_updated: rfc2822(participant.updatedAt),
  uri: `/2010-04-01/Accounts/${exchange.accountSid}/Conferences/${participant.conference.sid}/Participants/${participant.call.sid}.json`,
});
