import { isOver } from "../calls/change-status.ts";
import type { Exchange } from "../exchange.ts";
import { finishRecording } from "../recordings/finish-recording.ts";
import { beep } from "./beep.ts";
import type { Conference, ConferenceEnding, Participant } from "./conference.ts";
import { stopMusic } from "./play-music.ts";
import { participantFields, tell } from "./tell.ts";
import { wire } from "./wire.ts";

type LeaveReason = "participant_hung_up" | "participant_updated_via_api" | "participant_kicked";

/** Takes a participant out, with all that follows for the conference. Who has left already stays so. */
export function leave(exchange: Exchange, participant: Participant, reason: LeaveReason): void {
  const { conference, call } = participant;
  if (!conference.participants.includes(participant)) return;
  takeOut(exchange, participant, reason);
  if (conference.status === "completed") return;
  const how = reason === "participant_kicked" ? "kicked" : "left";
  if (participant.endsOnExit && conference.status === "in-progress")
    endConference(exchange, conference, `participant-with-end-conference-on-exit-${how}`, call.sid);
  else if (conference.participants.length === 0)
    endConference(exchange, conference, `last-participant-${how}`, call.sid);
  else wire(exchange, conference);
}

/** Ends a conference for all who are in it. */
export function endConference(
  exchange: Exchange,
  conference: Conference,
  reason: ConferenceEnding,
  callSid?: string,
): void {
  if (conference.status === "completed") return;
  conference.status = "completed";
  conference.updatedAt = exchange.clock.now();
  conference.ending = { reason, callSid };
  for (const participant of conference.participants)
    takeOut(exchange, participant, "participant_updated_via_api");
  wire(exchange, conference);
  tell(exchange, conference, "conference-end", {
    ReasonConferenceEnded: reason,
    Reason: reason.replaceAll("-", " "),
    ...(callSid ? { CallSidEndingConference: callSid } : {}),
  });
  for (const recording of exchange.recordings.values()) {
    if (recording.conferenceSid === conference.sid) finishRecording(exchange, recording);
  }
}

function takeOut(exchange: Exchange, participant: Participant, reason: LeaveReason): void {
  const { conference } = participant;
  conference.participants = conference.participants.filter((other) => other !== participant);
  conference.updatedAt = exchange.clock.now();
  if (participant.isJoined) {
    participant.isJoined = false;
    stopMusic(participant);
    for (const cut of participant.wires.values()) cut();
    participant.wires.clear();
    tell(exchange, conference, "participant-leave", {
      ...participantFields(participant),
      ReasonParticipantLeft: reason,
      ParticipantCallStatus: isOver(participant.call) ? "completed" : "in-progress",
    });
    if (participant.beepsOnExit) beep(exchange, conference);
  }
  participant.released.abort();
}
