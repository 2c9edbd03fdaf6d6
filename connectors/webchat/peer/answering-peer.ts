import {
  type Candidates,
  type Connection,
  openConnection,
  type Peer,
  type PeerOptions,
} from "./connection.ts";

export interface AnsweringPeer extends Peer {
  /** Asks for another offer. */
  again(): void;
}

/** The other side of an offering peer: a colleague's browser, or a visitor's. */
export function createAnsweringPeer(options: Omit<PeerOptions, "ice">): AnsweringPeer {
  // They may come before the offer that a connection is made for.
  const early: Candidates[] = [];
  let { track } = options;
  let connection: Connection | undefined;
  let round = 0;

  function open(ice: RTCIceServer[]): Connection {
    connection?.pc.close();
    const onState = (state: RTCPeerConnectionState) => opened === connection && options.onState(state);
    const opened = openConnection({ ...options, ice, track, onState }, early);
    return opened;
  }

  async function answer({ pc, begin, settle }: Connection, sdp: string) {
    const mine = round;
    begin(round);
    await pc.setRemoteDescription({ type: "offer", sdp });
    await pc.setLocalDescription(await pc.createAnswer());
    if (mine !== round) return;
    settle();
    options.say({ type: "answer", round, sdp: pc.localDescription?.sdp ?? "" });
  }

  return {
    receive(signal, ice = []) {
      if (signal.type === "candidates") {
        if (connection) connection.take(signal);
        else early.push(signal);
      }
      if (signal.type !== "offer" || signal.round <= round) return;
      if (signal.isNew) connection = open(ice);
      if (!connection) return options.say({ type: "again", isNew: true });
      // By which the connection was made may be over.
      connection.pc.setConfiguration({ iceServers: ice });
      round = signal.round;
      // What cannot be understood is offered again.
      answer(connection, signal.sdp).catch(() => {});
    },
    again: () => options.say({ type: "again", isNew: connection === undefined }),
    async replaceTrack(next) {
      track = next;
      await connection?.sender.replaceTrack(next);
    },
    sender: () => connection?.sender,
    close: () => connection?.pc.close(),
  };
}
