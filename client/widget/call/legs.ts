import { type AnsweringPeer, createAnsweringPeer } from "../../../connectors/webchat/peer/answering-peer.ts";
import type { CallFromVisitor, CallToVisitor, LegPeer } from "../../../connectors/webchat/wire.ts";

interface LegsOptions {
  callId: string;
  microphone: MediaStream;
  /** Whom the page before was connected to. */
  peers: LegPeer[];
  say(message: CallFromVisitor): void;
  onChange(): void;
}

interface Leg extends LegPeer {
  peer: AnsweringPeer;
  audio: HTMLAudioElement;
  state: RTCPeerConnectionState;
}

export type Legs = ReturnType<typeof createLegs>;

const most = 4;
const lost: RTCPeerConnectionState[] = ["disconnected", "failed"];

/** The people in the call, each with a connection of their own. */
export function createLegs({ callId, microphone, peers, say, onChange }: LegsOptions) {
  // It was asked for sound, so there is one.
  const track = microphone.getAudioTracks()[0] as MediaStreamTrack;
  const legs = new Map<string, Leg>();
  const met = new Set<string>();
  let isHeld = false;
  let isMuted = false;
  for (const { legId, key } of peers) open(legId, key);

  function open(legId: string, key: string): Leg {
    const audio = new Audio();
    audio.autoplay = true;
    const peer = createAnsweringPeer({
      track,
      say: (signal) => say({ type: "call.signal", callId, legId, key, signal }),
      onState(state) {
        leg.state = state;
        if (state === "connected") introduce(leg);
        onChange();
      },
      onTrack(heard) {
        audio.srcObject = new MediaStream([heard]);
        settle();
      },
    });
    const leg: Leg = { legId, key, audio, peer, state: "new" };
    legs.set(legId, leg);
    return leg;
  }

  /** Who is in the call is to hear the others in it, and only this browser knows them all. */
  function introduce({ legId, key }: Leg) {
    for (const other of legs.values()) {
      const pair = [legId, other.legId].sort().join();
      if (other.legId === legId || other.state !== "connected" || met.has(pair)) continue;
      met.add(pair);
      const answers = { legId: other.legId, key: other.key };
      say({ type: "call.meet", callId, offers: { legId, key }, answers });
    }
  }

  function settle() {
    track.enabled = !isMuted && !isHeld;
    for (const { audio } of legs.values()) audio.muted = isHeld;
    wake();
  }

  /** A page that nobody has touched for long may have to be asked again. */
  function wake() {
    for (const { audio } of legs.values()) if (!isHeld && audio.srcObject) void audio.play().catch(() => {});
  }

  function drop(legId: string) {
    const leg = legs.get(legId);
    if (!leg) return;
    legs.delete(legId);
    leg.peer.close();
    leg.audio.srcObject = null;
    onChange();
  }

  const inState = (...states: RTCPeerConnectionState[]) =>
    [...legs.values()].some(({ state }) => states.includes(state));

  return {
    receive({ legId, key, signal, ice = [] }: Extract<CallToVisitor, { type: "call.signal" }>) {
      const leg = legs.get(legId) ?? (legs.size < most && signal.type === "offer" && open(legId, key));
      if (leg) leg.peer.receive(signal, ice);
    },
    drop,
    wake,
    peers: (): LegPeer[] => [...legs.values()].map(({ legId, key }) => ({ legId, key })),
    isTalking: () => inState("connected"),
    isLost: () => inState(...lost),
    /** The hub has gone on without them. */
    dropLost() {
      for (const { legId, state } of [...legs.values()]) if (lost.includes(state)) drop(legId);
    },
    /** The way to them may be another now. */
    again() {
      for (const { state, peer } of legs.values()) if (state !== "connected") peer.again();
    },
    hold(value: boolean) {
      isHeld = value;
      settle();
    },
    mute(value: boolean) {
      isMuted = value;
      settle();
    },
    close() {
      for (const legId of [...legs.keys()]) drop(legId);
    },
  };
}
