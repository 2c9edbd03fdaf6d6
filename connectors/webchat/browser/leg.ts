import type { BrowserLeg, BrowserLegState, HeardParts, LegRole } from "../../contract.ts";
import type { LegFromPerson, LegPeer, LegToPerson, WireSignal } from "../wire.ts";
import { createAnsweringPeer } from "./answering-peer.ts";
import { createAttendance } from "./attendance.ts";
import type { PeerOptions } from "./connection.ts";
import { createListeners } from "./listeners.ts";
import { createOfferingPeer, type Peer } from "./offering-peer.ts";
import { createRemote } from "./remote.ts";
import { trackOf } from "./track-of.ts";

export interface Leg extends BrowserLeg {
  receive(message: LegToPerson): void;
  takeMicrophone(microphone: MediaStream): Promise<void>;
}

interface LegOptions {
  role: LegRole;
  microphone: MediaStream;
  say(message: LegFromPerson): void;
}

interface Party {
  peer: Peer;
  /** The microphone's, for this party alone, so that it can be silenced alone. */
  track: MediaStreamTrack;
  heard?: MediaStreamTrack;
  /** Of that alone. */
  stream?: MediaStream;
}

const caller = "caller";
const readyAgainMs = 2_000;
/** By then the hub has given the call to somebody else. */
const lostMs = 30_000;

/**
 * One leg: a connection to the caller, and to each other person in the call. Who listens or whispers has but one, to the
 * browser of whom they stand beside.
 */
export function createLeg({ role, microphone, say }: LegOptions): Leg {
  const parties = new Map<string, Party>();
  const states: ((state: BrowserLegState) => void)[] = [];
  let state: BrowserLegState = "connecting";
  let isMuted = false;
  let isHeld = false;
  let lostTimer: ReturnType<typeof setTimeout> | undefined;
  let knocking: ReturnType<typeof setInterval> | undefined;
  const streams = createListeners<MediaStream>();
  const asides = createListeners<MediaStream>();
  const parts = createListeners<HeardParts>();
  const attendance = createAttendance({ microphone, say, onAside: asides.tell });
  const remote = createRemote(streams.tell);

  knock();

  /** What is said may be lost on its way, as long as nobody has answered it. */
  function knock() {
    clearInterval(knocking);
    knocking = setInterval(() => say({ type: "ready" }), readyAgainMs);
    say({ type: "ready" });
  }

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
    clearInterval(knocking);
    attendance.close();
    for (const name of [...parties.keys()]) leave(name);
    remote.close();
  }

  function leave(name: string) {
    const party = parties.get(name);
    if (!party) return;
    party.peer.close();
    party.track.stop();
    parties.delete(name);
    if (isOver()) return;
    remote.remove(name);
    tellHeard();
  }

  function tellHeard() {
    attendance.follow([...parties.values()].flatMap(({ heard }) => heard ?? []));
    const others = [...parties].filter(([name]) => name !== caller);
    parts.tell({
      caller: parties.get(caller)?.stream,
      colleagues: others.flatMap(([, { stream }]) => stream ?? []),
    });
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
      onState(next) {
        follow(name, next);
        // Who made the offers makes another if they are still there.
        if (next === "failed" && create === createAnsweringPeer) leave(name);
      },
      onTrack(heard) {
        const party = parties.get(name);
        if (party) Object.assign(party, { heard, stream: new MediaStream([heard]) });
        settle();
        remote.set(name, heard);
        tellHeard();
      },
    });
    parties.set(name, { peer, track });
    settle();
  }

  function follow(name: string, next: RTCPeerConnectionState) {
    // By whom all else is heard.
    if ((name === caller) !== (role === "talk")) return;
    if (next === "connected") return to("connected");
    if (state !== "connected") return;
    to("lost");
    // A page that was loaded again knows of nobody at its side.
    if (role !== "talk") knock();
  }

  function settle() {
    for (const [name, { track, heard }] of parties) {
      const isSilent = isHeld && name === caller;
      track.enabled = !isMuted && !isSilent && role !== "listen";
      if (heard) heard.enabled = !isSilent;
    }
  }

  function signalled(signal: WireSignal, from: LegPeer | undefined, ice: RTCIceServer[]) {
    const name = from?.legId ?? caller;
    if (attendance.receive(name, signal)) return;
    if (from && signal.type === "offer") {
      attendance.leave(name);
      if (role !== "talk") standBeside(name);
    }
    if (from && !parties.has(name) && signal.type === "offer") {
      meet(name, createAnsweringPeer, {
        ice,
        say: (answer) => say({ type: "signal", signal: answer, to: from }),
      });
    }
    parties.get(name)?.peer.receive(signal);
  }

  function standBeside(name: string) {
    clearInterval(knocking);
    for (const other of [...parties.keys()]) if (other !== name) leave(other);
  }

  return {
    onState(listener) {
      states.push(listener);
      listener(state);
    },
    onRemote: streams.add,
    onParts: parts.add,
    onAside: asides.add,
    changeRole(next) {
      if (next === role || isOver()) return;
      const before = role;
      role = next;
      settle();
      if (before !== "talk" && next !== "talk") return;
      if (next !== "talk") {
        say({ type: "apart" });
        for (const name of [...parties.keys()]) leave(name);
      }
      to(next === "talk" ? "connecting" : "lost");
      knock();
    },
    mute(value) {
      isMuted = value;
      attendance.mute(value);
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
      if (message.type === "attend") {
        leave(message.peer.legId);
        return attendance.attend(message);
      }
      if (message.type === "unattend") return attendance.leave(message.legId);
      if (message.type === "ice") {
        clearInterval(knocking);
        if (parties.has(caller)) return;
        return meet(caller, createOfferingPeer, {
          ice: message.ice,
          say: (signal) => say({ type: "signal", signal }),
        });
      }
      const { peer: other, ice } = message;
      attendance.leave(other.legId);
      leave(other.legId);
      meet(other.legId, createOfferingPeer, {
        ice,
        say: (signal) => say({ type: "signal", signal, to: other }),
      });
    },
    async takeMicrophone(next) {
      microphone = next;
      attendance.takeMicrophone(next);
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
