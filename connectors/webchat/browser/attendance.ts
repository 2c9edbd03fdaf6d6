import type { Peer } from "../peer/connection.ts";
import { createOfferingPeer } from "../peer/offering-peer.ts";
import type { LegFromPerson, LegToPerson, WireSignal } from "../wire.ts";
import { createRemote, mix } from "./remote.ts";
import { trackOf } from "./track-of.ts";

interface AttendanceOptions {
  microphone: MediaStream;
  say(message: LegFromPerson): void;
  renewIce(): Promise<RTCIceServer[]>;
  /** What is said to this person alone. */
  onAside(stream: MediaStream): void;
}

interface Attendee {
  peer?: Peer;
  isHeard: boolean;
  heard?: MediaStreamTrack;
}

/** Those who attend the call at this browser's side: they hear all that is said in it, and may be heard here and nowhere else. */
export function createAttendance({ microphone, say, renewIce, onAside }: AttendanceOptions) {
  const attendees = new Map<string, Attendee>();
  const asides = createRemote(onAside);
  let others: MediaStreamTrack[] = [];
  let own: MediaStreamTrack | undefined;
  let isMuted = false;
  let mixed: ReturnType<typeof mix> | undefined;

  /** What they hear, made anew whenever somebody comes or goes. */
  function remix(): MediaStreamTrack | undefined {
    mixed?.stop();
    own?.stop();
    mixed = undefined;
    own = attendees.size > 0 ? trackOf(microphone) : undefined;
    if (!own) return undefined;
    own.enabled = !isMuted;
    mixed = mix([own, ...others].map((track) => new MediaStream([track])));
    const [track] = mixed.stream.getAudioTracks();
    for (const { peer } of attendees.values()) if (track) void peer?.replaceTrack(track);
    return track;
  }

  function begin({ peer: other, ice, isHeard }: Extract<LegToPerson, { type: "attend" }>) {
    leave(other.legId);
    const attendee: Attendee = { isHeard };
    attendees.set(other.legId, attendee);
    const track = remix();
    if (!track) return;
    attendee.peer = createOfferingPeer({
      ice,
      renewIce,
      track,
      say: (signal) => say({ type: "signal", signal, to: other }),
      onState() {},
      onTrack(heard) {
        if (attendees.get(other.legId) !== attendee) return;
        heard.enabled = attendee.isHeard;
        attendee.heard = heard;
        asides.set(other.legId, heard);
      },
    });
  }

  function leave(legId: string) {
    const attendee = attendees.get(legId);
    if (!attendee) return;
    attendees.delete(legId);
    attendee.peer?.close();
    asides.remove(legId);
    if (attendees.size === 0) remix();
  }

  return {
    attend(asked: Extract<LegToPerson, { type: "attend" }>) {
      const known = attendees.get(asked.peer.legId);
      if (!known || asked.isNew) return begin(asked);
      known.isHeard = asked.isHeard;
      if (known.heard) known.heard.enabled = asked.isHeard;
    },
    leave,
    /** Whether it was from one of them. */
    receive(legId: string, signal: WireSignal): boolean {
      const attendee = attendees.get(legId);
      // Offers are made by those who talk.
      if (!attendee || signal.type === "offer") return false;
      attendee.peer?.receive(signal);
      return true;
    },
    /** Who else is heard in the call. */
    follow(tracks: MediaStreamTrack[]) {
      others = tracks;
      if (attendees.size > 0) remix();
    },
    mute(value: boolean) {
      isMuted = value;
      if (own) own.enabled = !value;
    },
    takeMicrophone(next: MediaStream) {
      microphone = next;
      if (attendees.size > 0) remix();
    },
    close() {
      for (const legId of [...attendees.keys()]) leave(legId);
      asides.close();
    },
  };
}
