import type { Exchange } from "../exchange.ts";
import type { Participant, ParticipantSettings } from "./conference.ts";
import { stopMusic } from "./play-music.ts";
import { participantFields, tell } from "./tell.ts";
import { wire } from "./wire.ts";

/** Mutes, holds, coaches: whatever is given is changed, and told where it is a change. */
export function changeParticipant(
  exchange: Exchange,
  participant: Participant,
  changes: Partial<ParticipantSettings>,
): void {
  const before = { ...participant };
  Object.assign(participant, changes, { updatedAt: exchange.clock.now() });
  if (participant.hold && participant.holdUrl?.url !== before.holdUrl?.url) stopMusic(participant);
  if (!participant.isJoined) return;
  wire(exchange, participant.conference);
  const say = (event: string) =>
    tell(exchange, participant.conference, event, participantFields(participant));
  if (participant.muted !== before.muted) say(participant.muted ? "participant-mute" : "participant-unmute");
  if (participant.hold !== before.hold) say(participant.hold ? "participant-hold" : "participant-unhold");
  const isModified =
    participant.coaching !== before.coaching ||
    participant.callSidToCoach !== before.callSidToCoach ||
    participant.endsOnExit !== before.endsOnExit;
  if (isModified) say("participant-modify");
}
