import type { BrowserLeg, BrowserLegState, HeardParts, LegRole } from "../../contract.ts";
import { createAnsweringPeer } from "../peer/answering-peer.ts";
import { createOfferingPeer } from "../peer/offering-peer.ts";
import type { LegFromPerson, LegPeer, LegToPerson, WireSignal } from "../wire.ts";
import { createAttendance } from "./attendance.ts";
import { createListeners } from "./listeners.ts";
import { caller, createParties } from "./parties.ts";
import { createWays } from "./ways.ts";

export interface Leg extends BrowserLeg {
  receive(message: LegToPerson): void;
  takeMicrophone(microphone: MediaStream): Promise<void>;
}

interface LegOptions {
  role: LegRole;
  microphone: MediaStream;
  say(message: LegFromPerson): void;
}

const readyAgainMs = 2_000;
/** By then the hub has given the call to somebody else. */
const lostMs = 30_000;

/**
 * One leg: a connection to the caller, and to each other person in the call. Who listens or whispers has but one, to the
 * browser of whom they stand beside.
 */
export function createLeg({ role, microphone, say }: LegOptions): Leg {
  const states: ((state: BrowserLegState) => void)[] = [];
  let state: BrowserLegState = "connecting";
  let lostTimer: ReturnType<typeof setTimeout> | undefined;
  let knocking: ReturnType<typeof setInterval> | undefined;
  const streams = createListeners<MediaStream>();
  const asides = createListeners<MediaStream>();
  const parts = createListeners<HeardParts>();
  const ways = createWays(() => say({ type: "ready" }));
  const attendance = createAttendance({ microphone, say, renewIce: ways.renew, onAside: asides.tell });
  const parties = createParties({
    microphone,
    onState: follow,
    onStream: streams.tell,
    onParts(heard) {
      attendance.follow([heard.caller, ...heard.colleagues].flatMap((stream) => stream?.getTracks() ?? []));
      parts.tell(heard);
    },
  });

  parties.set({ isSilent: role === "listen" });
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
    parties.close();
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

  /** To the caller, or to somebody else in the call. */
  function offer(name: string, ice: RTCIceServer[], other?: LegPeer) {
    const isMet = parties.meet(name, (options) =>
      createOfferingPeer({
        ...options,
        ice,
        renewIce: ways.renew,
        say: (signal) => say({ type: "signal", signal, ...(other && { to: other }) }),
      }),
    );
    if (!isMet) to("failed");
  }

  function answer(name: string, other: LegPeer) {
    const isMet = parties.meet(name, (options) =>
      createAnsweringPeer({
        ...options,
        say: (signal) => say({ type: "signal", signal, to: other }),
        onState(next) {
          options.onState(next);
          // Who made the offers makes another if they are still there.
          if (next === "failed") parties.leave(name);
        },
      }),
    );
    if (!isMet) to("failed");
  }

  function signalled(signal: WireSignal, from: LegPeer | undefined, ice: RTCIceServer[]) {
    const name = from?.legId ?? caller;
    if (attendance.receive(name, signal)) return;
    if (from && signal.type === "offer") {
      attendance.leave(name);
      if (role !== "talk") standBeside(name);
      if (!parties.has(name)) answer(name, from);
    }
    parties.receive(name, signal, ice);
  }

  function standBeside(name: string) {
    clearInterval(knocking);
    parties.leaveAllBut(name);
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
      parties.set({ isSilent: role === "listen" });
      if (before !== "talk" && next !== "talk") return;
      if (next !== "talk") {
        say({ type: "apart" });
        parties.leaveAllBut();
      }
      to(next === "talk" ? "connecting" : "lost");
      knock();
    },
    mute(isMuted) {
      attendance.mute(isMuted);
      parties.set({ isMuted });
    },
    hold: (isHeld) => parties.set({ isHeld }),
    press: parties.press,
    end: () => to("ended"),
    receive(message) {
      if (isOver()) return;
      if (message.type === "drop") return to("ended");
      if (message.type === "signal") return signalled(message.signal, message.from, message.ice ?? []);
      if (message.type === "attend") {
        parties.leave(message.peer.legId);
        return attendance.attend(message);
      }
      if (message.type === "unattend") return attendance.leave(message.legId);
      if (message.type === "ice") {
        clearInterval(knocking);
        ways.take(message.ice);
        if (!parties.has(caller)) offer(caller, message.ice);
        return;
      }
      const { peer, ice } = message;
      attendance.leave(peer.legId);
      parties.leave(peer.legId);
      offer(peer.legId, ice, peer);
    },
    async takeMicrophone(next) {
      attendance.takeMicrophone(next);
      await parties.takeMicrophone(next);
    },
  };
}
