import type { Exchange } from "../exchange.ts";
import { makeSid } from "../sid.ts";
import { makeTrack } from "../sound/track.ts";
import type { Conference } from "./conference.ts";

/** The living conference of that name or sid. */
export const findConference = (exchange: Exchange, nameOrSid: string): Conference | undefined =>
  exchange.conferences
    .values()
    .find(({ name, sid, status }) => (name === nameOrSid || sid === nameOrSid) && status !== "completed");

export function openConference(exchange: Exchange, name: string): Conference {
  const now = exchange.clock.now();
  const conference: Conference = {
    sid: makeSid("CF"),
    name,
    status: "init",
    createdAt: now,
    updatedAt: now,
    participants: [],
    callback: undefined,
    callbacksSent: 0,
    announcements: makeTrack(exchange.clock),
    loudspeaker: makeTrack(exchange.clock),
    loudspeakerWires: new Map(),
    ending: undefined,
  };
  conference.loudspeaker.play(conference.announcements);
  exchange.conferences.set(conference.sid, conference);
  return conference;
}
