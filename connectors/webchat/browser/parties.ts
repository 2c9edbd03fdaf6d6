import type { HeardParts } from "../../contract.ts";
import type { Peer, PeerOptions } from "../peer/connection.ts";
import type { WireSignal } from "../wire.ts";
import { createRemote } from "./remote.ts";
import { trackOf } from "./track-of.ts";

export const caller = "caller";

interface PartiesOptions {
  microphone: MediaStream;
  onState(name: string, state: RTCPeerConnectionState): void;
  /** All that they say. */
  onStream(stream: MediaStream): void;
  onParts(parts: HeardParts): void;
}

interface Party {
  peer: Peer;
  /** The microphone's, for this party alone, so that it can be silenced alone. */
  track: MediaStreamTrack;
  heard?: MediaStreamTrack;
  /** Of that alone. */
  stream?: MediaStream;
}

interface Sound {
  isMuted: boolean;
  isHeld: boolean;
  /** Of who only listens. */
  isSilent: boolean;
}

/** Those whom a leg is connected to, by name: what each is to hear, and what is heard of them. */
export function createParties({ microphone, onState, onStream, onParts }: PartiesOptions) {
  const parties = new Map<string, Party>();
  const remote = createRemote(onStream);
  let sound: Sound = { isMuted: false, isHeld: false, isSilent: false };

  /** False where there is no microphone. */
  function meet(name: string, create: (options: Omit<PeerOptions, "ice" | "say">) => Peer): boolean {
    const track = trackOf(microphone);
    if (!track) return false;
    const peer = create({
      track,
      onState: (state) => onState(name, state),
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
    return true;
  }

  function leave(name: string) {
    if (!part(name)) return;
    remote.remove(name);
    tellHeard();
  }

  function part(name: string): boolean {
    const party = parties.get(name);
    party?.peer.close();
    party?.track.stop();
    return parties.delete(name);
  }

  function tellHeard() {
    const others = [...parties].filter(([name]) => name !== caller);
    onParts({
      caller: parties.get(caller)?.stream,
      colleagues: others.flatMap(([, { stream }]) => stream ?? []),
    });
  }

  function settle() {
    for (const [name, { track, heard }] of parties) {
      const isHeld = sound.isHeld && name === caller;
      track.enabled = !sound.isMuted && !isHeld && !sound.isSilent;
      if (heard) heard.enabled = !isHeld;
    }
  }

  return {
    has: (name: string) => parties.has(name),
    meet,
    leave,
    leaveAllBut(kept?: string) {
      for (const name of [...parties.keys()]) if (name !== kept) leave(name);
    },
    receive: (name: string, signal: WireSignal, ice: RTCIceServer[]) =>
      parties.get(name)?.peer.receive(signal, ice),
    set(next: Partial<Sound>) {
      sound = { ...sound, ...next };
      settle();
    },
    press: (keys: string) => parties.get(caller)?.peer.sender()?.dtmf?.insertDTMF(keys),
    async takeMicrophone(next: MediaStream) {
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
    close() {
      for (const name of [...parties.keys()]) part(name);
      remote.close();
    },
  };
}
