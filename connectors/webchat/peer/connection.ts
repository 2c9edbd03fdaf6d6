import type { WireSignal } from "../wire.ts";

export interface PeerOptions {
  /** Good for the next moments. */
  ice: RTCIceServer[];
  /** What the other side is to hear. */
  track: MediaStreamTrack;
  say(signal: WireSignal): void;
  onState(state: RTCPeerConnectionState): void;
  onTrack(track: MediaStreamTrack): void;
}

/** One end of a connection, which its browser may make anew. */
export interface Peer {
  /** `ice` comes with an offer. */
  receive(signal: WireSignal, ice?: RTCIceServer[]): void;
  replaceTrack(track: MediaStreamTrack): Promise<void>;
  sender(): RTCRtpSender | undefined;
  close(): void;
}

export type Candidates = Extract<WireSignal, { type: "candidates" }>;
export type Connection = ReturnType<typeof openConnection>;

const groupMs = 50;

/** Its candidates go out in groups, and those that come before the description they belong to wait for it in `early`. */
export function openConnection({ ice, track, say, onState, onTrack }: PeerOptions, early: Candidates[] = []) {
  const pc = new RTCPeerConnection({ iceServers: ice });
  const sender = pc.addTrack(track, new MediaStream([track]));
  let found: RTCIceCandidateInit[] = [];
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

  function take(group: Candidates) {
    if (group.round > settled) early.push(group);
    if (group.round !== settled) return;
    // One of a round that is over is refused, and not missed.
    for (const candidate of group.candidates) pc.addIceCandidate(candidate).catch(() => {});
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
      for (const group of early.splice(0)) take(group);
    },
    take,
  };
}
