import type { BrowserLeg, BrowserLegState } from "../../contract.ts";
import type { LegFromPerson, LegPeer, LegToPerson, WireSignal } from "../wire.ts";
import { createAnsweringPeer } from "./answering-peer.ts";
import type { PeerOptions } from "./connection.ts";
import { createOfferingPeer, type Peer } from "./offering-peer.ts";
import { createRemote } from "./remote.ts";

export interface Leg extends BrowserLeg {
  receive(message: LegToPerson): void;
  takeMicrophone(microphone: MediaStream): Promise<void>;
}

interface LegOptions {
  microphone: MediaStream;
  say(message: LegFromPerson): void;
}

interface Party {
  peer: Peer;
  /** The microphone's, for this party alone, so that it can be silenced alone. */
  track: MediaStreamTrack;
  heard?: MediaStreamTrack;
}

const caller = "caller";
const readyAgainMs = 2_000;
/** By then the hub has given the call to somebody else. */
const lostMs = 30_000;

/** One leg: a connection to the caller, and to each other person in the call. */
export function createLeg({ microphone, say }: LegOptions): Leg {
  const parties = new Map<string, Party>();
  const states: ((state: BrowserLegState) => void)[] = [];
  const streams: ((stream: MediaStream) => void)[] = [];
  let state: BrowserLegState = "connecting";
  let stream: MediaStream | undefined;
  let isMuted = false;
  let isHeld = false;
  let lostTimer: ReturnType<typeof setTimeout> | undefined;
  const remote = createRemote((next) => {
    stream = next;
    for (const listener of streams) listener(next);
  });

  // What is said may be lost on its way, as long as nobody has answered it.
  const knock = setInterval(() => say({ type: "ready" }), readyAgainMs);
  say({ type: "ready" });

  function to(next: BrowserLegState) {
    if (next === state || isOver()) return;
    state = next;
    clearTimeout(lostTimer);
    if (next === "lost") lostTimer = setTimeout(() => to("failed"), lostMs);
    if (isOver()) close();
    for (const listener of states) listener(next);
  }

  const isOver = () => state === "ended" || state === "failed";

  function close() {
    clearInterval(knock);
    for (const name of [...parties.keys()]) leave(name);
    remote.close();
  }

  function leave(name: string) {
    const party = parties.get(name);
    party?.peer.close();
    party?.track.stop();
    parties.delete(name);
    if (name !== caller) remote.remove(name);
  }

  function meet(
    name: string,
    create: (options: PeerOptions) => Peer,
    options: Pick<PeerOptions, "ice" | "say">,
  ) {
    const track = trackOf(microphone);
    if (!track) return to("failed");
    const peer = create({
      ...options,
      track,
      onState: (next) => name === caller && follow(next),
      onTrack(heard) {
        const party = parties.get(name);
        if (party) party.heard = heard;
        settle();
        remote.set(name, heard);
      },
    });
    parties.set(name, { peer, track });
    settle();
  }

  function follow(next: RTCPeerConnectionState) {
    if (next === "connected") to("connected");
    else if (state === "connected") to("lost");
  }

  function settle() {
    for (const [name, { track, heard }] of parties) {
      const isSilent = isHeld && name === caller;
      track.enabled = !isMuted && !isSilent;
      if (heard) heard.enabled = !isSilent;
    }
  }

  function signalled(signal: WireSignal, from: LegPeer | undefined, ice: RTCIceServer[]) {
    const name = from?.legId ?? caller;
    if (from && !parties.has(name) && signal.type === "offer") {
      meet(name, createAnsweringPeer, {
        ice,
        say: (answer) => say({ type: "signal", signal: answer, to: from }),
      });
    }
    parties.get(name)?.peer.receive(signal);
  }

  return {
    onState(listener) {
      states.push(listener);
      listener(state);
    },
    onRemote(listener) {
      streams.push(listener);
      if (stream) listener(stream);
    },
    mute(value) {
      isMuted = value;
      settle();
    },
    hold(value) {
      isHeld = value;
      settle();
    },
    press: (keys) => parties.get(caller)?.peer.sender()?.dtmf?.insertDTMF(keys),
    end: () => to("ended"),
    receive(message) {
      if (isOver()) return;
      if (message.type === "drop") return to("ended");
      if (message.type === "signal") return signalled(message.signal, message.from, message.ice ?? []);
      if (message.type === "ice") {
        clearInterval(knock);
        if (parties.has(caller)) return;
        return meet(caller, createOfferingPeer, {
          ice: message.ice,
          say: (signal) => say({ type: "signal", signal }),
        });
      }
      const { peer: other, ice } = message;
      leave(other.legId);
      meet(other.legId, createOfferingPeer, {
        ice,
        say: (signal) => say({ type: "signal", signal, to: other }),
      });
    },
    async takeMicrophone(next) {
      microphone = next;
      await Promise.all(
        [...parties.values()].map(async (party) => {
          const track = trackOf(next);
          if (!track) return;
          const before = party.track;
          party.track = track;
          settle();
          await party.peer.replaceTrack(track);
          before.stop();
        }),
      );
    },
  };
}

const trackOf = (microphone: MediaStream) => microphone.getAudioTracks()[0]?.clone();
