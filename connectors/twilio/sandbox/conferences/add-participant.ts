import type { Call } from "../calls/call.ts";
import type { Exchange } from "../exchange.ts";
import type { Conference, Participant, ParticipantSettings } from "./conference.ts";

/** Gives a call its place in a conference, in which nobody is heard before joining. */
export function addParticipant(
  exchange: Exchange,
  conference: Conference,
  call: Call,
  settings: ParticipantSettings,
): Participant {
  const now = exchange.clock.now();
  const participant: Participant = {
    ...settings,
    call,
    conference,
    isJoined: false,
    createdAt: now,
    updatedAt: now,
    wires: new Map(),
    music: undefined,
    released: new AbortController(),
  };
  conference.participants.push(participant);
  return participant;
}
