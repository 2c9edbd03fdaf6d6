import type { Exchange } from "../exchange.ts";
import type { Track } from "../sound/track.ts";
import type { Conference, Participant, Wires } from "./conference.ts";
import { playMusic } from "./play-music.ts";

/** Makes everybody hear whom they should by now; to be called after each change. */
export function wire(exchange: Exchange, conference: Conference): void {
  const joined = conference.participants.filter(({ isJoined }) => isJoined);
  for (const participant of joined) {
    lay(participant.call.ear, participant.wires, heardBy(participant, joined));
    playMusic(exchange, participant);
  }
  const isStarted = conference.status === "in-progress";
  const audible = isStarted ? joined.filter((speaker) => isAudible(speaker) && !speaker.coaching) : [];
  lay(conference.loudspeaker, conference.loudspeakerWires, audible.map(mouthOf));
}

/** Who is held hears nobody; who is coached hears the coach, whom nobody else hears. */
function heardBy(listener: Participant, joined: Participant[]): Track[] {
  if (listener.hold || listener.conference.status !== "in-progress") return [];
  const speakers = joined.filter(
    (speaker) =>
      speaker !== listener &&
      isAudible(speaker) &&
      (!speaker.coaching || speaker.callSidToCoach === listener.call.sid),
  );
  return [listener.conference.announcements, ...speakers.map(mouthOf)];
}

const isAudible = (speaker: Participant) => !speaker.muted && !speaker.hold;

const mouthOf = (participant: Participant) => participant.call.mouth;

function lay(ear: Track, wires: Wires, wanted: Track[]): void {
  for (const [track, cut] of wires) {
    if (wanted.includes(track)) continue;
    cut();
    wires.delete(track);
  }
  for (const track of wanted) {
    if (!wires.has(track)) wires.set(track, ear.play(track));
  }
}
