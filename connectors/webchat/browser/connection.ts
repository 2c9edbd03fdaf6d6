import type { WireSignal } from "../wire.ts";

export interface PeerOptions {
  ice: RTCIceServer[];
  /** What the other side is to hear. */
  track: MediaStreamTrack;
  say(signal: WireSignal): void;
  onState(state: RTCPeerConnectionState): void;
  onTrack(track: MediaStreamTrack): void;
}

export type Connection = ReturnType<typeof openConnection>;

const groupMs = 50;

/** Its candidates go out in groups, and those that come before the description they belong to wait for it. */
export function openConnection({ ice, track, say, onState, onTrack }: PeerOptions) {
  const pc = new RTCPeerConnection({ iceServers: ice });
  const sender = pc.addTrack(track, new MediaStream([track]));
  let found: RTCIceCandidateInit[] = [];
  let early: { round: number; candidates: RTCIceCandidateInit[] }[] = [];
  let round = 0;
  let settled = 0;

  pc.addEventListener("icecandidate", ({ candidate }) => {
    if (!candidate) return;
    if (found.length === 0) setTimeout(flush, groupMs);
    found.push(candidate.toJSON());
  });
  pc.addEventListener("connectionstatechange", () => onState(pc.connectionState));
  pc.addEventListener("track", (event) => onTrack(event.track));

  function flush() {
    if (pc.signalingState !== "closed") say({ type: "candidates", round, candidates: found });
    found = [];
  }

  function add(candidates: RTCIceCandidateInit[]) {
    // One of a round that is over is refused, and not missed.
    for (const candidate of candidates) pc.addIceCandidate(candidate).catch(() => {});
  }

  return {
    pc,
    sender,
    /** Descriptions that are made from here on are of this round. */
    begin(next: number) {
      round = next;
    },
    /** The other side's description of this round is there. */
    settle() {
      settled = round;
      for (const group of early) if (group.round === settled) add(group.candidates);
      early = early.filter((group) => group.round > settled);
    },
    take(group: { round: number; candidates: RTCIceCandidateInit[] }) {
      if (group.round === settled) add(group.candidates);
      else if (group.round > settled) early.push(group);
    },
  };
}
