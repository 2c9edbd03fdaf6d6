import { afterEach, beforeEach, vi } from "vitest";

/** A browser's connection as the peers use it, which is in whatever state it is told to be in. */
class FakeConnection extends EventTarget {
  configuration: RTCConfiguration;
  connectionState: RTCPeerConnectionState = "new";
  signalingState: RTCSignalingState = "stable";
  localDescription: RTCSessionDescriptionInit | null = null;
  remoteDescription: RTCSessionDescriptionInit | null = null;
  candidates: RTCIceCandidateInit[] = [];
  offered = 0;

  constructor(configuration: RTCConfiguration = {}) {
    super();
    this.configuration = configuration;
    opened.push(this);
  }
  setConfiguration(configuration: RTCConfiguration) {
    this.configuration = configuration;
  }
  addTrack = () => ({ replaceTrack: async () => {} });
  createOffer = async () => ({ type: "offer" as const, sdp: `offer ${++this.offered}` });
  createAnswer = async () => ({ type: "answer" as const, sdp: `answer to ${this.remoteDescription?.sdp}` });
  async setLocalDescription(description: RTCSessionDescriptionInit) {
    this.localDescription = description;
    this.signalingState = description.type === "offer" ? "have-local-offer" : "stable";
  }
  async setRemoteDescription(description: RTCSessionDescriptionInit) {
    this.remoteDescription = description;
    if (description.type === "answer") this.signalingState = "stable";
  }
  async addIceCandidate(candidate: RTCIceCandidateInit) {
    this.candidates.push(candidate);
  }
  become(state: RTCPeerConnectionState) {
    this.connectionState = state;
    this.dispatchEvent(new Event("connectionstatechange"));
  }
  close() {
    this.connectionState = "closed";
    this.signalingState = "closed";
  }
}

const opened: FakeConnection[] = [];

/** Connections that the code under test opens, newest last, and a clock that stands still until it is told to go on. */
export function setConnections() {
  beforeEach(() => {
    opened.length = 0;
    vi.useFakeTimers();
    vi.stubGlobal("RTCPeerConnection", FakeConnection);
    vi.stubGlobal("MediaStream", class {});
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });
  return { opened, pass: (ms: number) => vi.advanceTimersByTimeAsync(ms) };
}

export const iceOf = (name: string): RTCIceServer[] => [{ urls: `turn:${name}` }];
