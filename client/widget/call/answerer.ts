import type { WireSignal } from "../../../connectors/webchat/wire.ts";

interface AnswererOptions {
  microphone: MediaStream;
  say(signal: WireSignal): void;
  onState(state: RTCPeerConnectionState): void;
  onTrack(track: MediaStreamTrack): void;
}

export type Answerer = ReturnType<typeof createAnswerer>;

const groupMs = 50;

/** The connection to one person's browser, which makes the offers. */
export function createAnswerer({ microphone, say, onState, onTrack }: AnswererOptions) {
  let pc: RTCPeerConnection | undefined;
  let round = 0;
  let settled = 0;
  let early: { round: number; candidates: RTCIceCandidateInit[] }[] = [];

  function open(ice: RTCIceServer[]): RTCPeerConnection {
    pc?.close();
    settled = 0;
    const opened = new RTCPeerConnection({ iceServers: ice });
    for (const track of microphone.getTracks()) opened.addTrack(track, microphone);
    let found: RTCIceCandidateInit[] = [];
    const flush = () => {
      if (opened === pc) say({ type: "candidates", round, candidates: found });
      found = [];
    };
    opened.addEventListener("icecandidate", ({ candidate }) => {
      if (!candidate) return;
      if (found.length === 0) setTimeout(flush, groupMs);
      found.push(candidate.toJSON());
    });
    opened.addEventListener("connectionstatechange", () => {
      if (opened === pc) onState(opened.connectionState);
    });
    opened.addEventListener("track", ({ track }) => onTrack(track));
    return opened;
  }

  async function answer(current: RTCPeerConnection, sdp: string) {
    const mine = round;
    await current.setRemoteDescription({ type: "offer", sdp });
    await current.setLocalDescription(await current.createAnswer());
    if (mine !== round) return;
    settled = mine;
    const waiting = early;
    early = [];
    for (const group of waiting) take(group);
    say({ type: "answer", round: mine, sdp: current.localDescription?.sdp ?? "" });
  }

  function take(group: { round: number; candidates: RTCIceCandidateInit[] }) {
    if (group.round > settled) early.push(group);
    // One of a round that is over is refused, and not missed.
    else for (const candidate of group.candidates) pc?.addIceCandidate(candidate).catch(() => {});
  }

  return {
    receive(signal: WireSignal, ice: RTCIceServer[]) {
      if (signal.type === "candidates") take(signal);
      if (signal.type !== "offer" || signal.round <= round) return;
      if (signal.isNew) pc = open(ice);
      if (!pc) return say({ type: "again", isNew: true });
      round = signal.round;
      // What fails is offered again.
      answer(pc, signal.sdp).catch(() => {});
    },
    again: () => say({ type: "again", isNew: pc === undefined }),
    close: () => pc?.close(),
  };
}
