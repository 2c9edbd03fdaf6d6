import type { Call } from "../calls/call.ts";
import type { Track } from "../sound/track.ts";
import type { Endpoint } from "../webhooks/send-webhook.ts";

export type ConferenceEvent =
  | "start"
  | "end"
  | "join"
  | "leave"
  | "mute"
  | "hold"
  | "modify"
  | "announcement";

export type ConferenceEnding =
  | "conference-ended-via-api"
  | "participant-with-end-conference-on-exit-left"
  | "participant-with-end-conference-on-exit-kicked"
  | "last-participant-kicked"
  | "last-participant-left";

/** Which tracks run to a place, and how to cut each. */
export type Wires = Map<Track, () => void>;

export interface Conference {
  sid: string;
  name: string;
  status: "init" | "in-progress" | "completed";
  createdAt: number;
  updatedAt: number;
  /** Also those who are still rung. */
  participants: Participant[];
  /** Set by the first participant that brings one. */
  callback: (Endpoint & { events: ConferenceEvent[] }) | undefined;
  callbacksSent: number;
  /** Beeps and announcements, which all hear. */
  announcements: Track;
  /** What somebody hears who only listens: this is recorded. */
  loudspeaker: Track;
  loudspeakerWires: Wires;
  ending: { reason: ConferenceEnding; callSid: string | undefined } | undefined;
}

export interface ParticipantSettings {
  label: string | undefined;
  muted: boolean;
  hold: boolean;
  coaching: boolean;
  callSidToCoach: string | undefined;
  startsOnEnter: boolean;
  endsOnExit: boolean;
  beepsOnEnter: boolean;
  beepsOnExit: boolean;
  /** Undefined: Twilio's own music; null: silence. */
  waitUrl: Endpoint | null | undefined;
  holdUrl: Endpoint | undefined;
}

export interface Participant extends ParticipantSettings {
  call: Call;
  conference: Conference;
  isJoined: boolean;
  createdAt: number;
  updatedAt: number;
  /** What runs to this participant's ear. */
  wires: Wires;
  /** Music for who waits or is held. */
  music: { kind: "wait" | "hold"; playing: AbortController } | undefined;
  /** Aborted when the conference lets the participant go. */
  released: AbortController;
}
