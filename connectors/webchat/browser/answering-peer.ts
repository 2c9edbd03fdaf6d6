import { type Connection, openConnection, type PeerOptions } from "./connection.ts";
import type { Peer } from "./offering-peer.ts";

/** The other side of an offering peer. */
export function createAnsweringPeer(options: PeerOptions): Peer {
  let { track } = options;
  let connection: Connection | undefined;
  let round = 0;

  function open(): Connection {
    connection?.pc.close();
    const opened = openConnection({
      ...options,
      track,
      onState: (state) => opened === connection && options.onState(state),
    });
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
    receive(signal) {
      if (signal.type === "candidates") connection?.take(signal);
      if (signal.type !== "offer" || signal.round <= round) return;
      if (signal.isNew) connection = open();
      if (!connection) return options.say({ type: "again", isNew: true });
      round = signal.round;
      // What cannot be understood is offered again.
      answer(connection, signal.sdp).catch(() => {});
    },
    async replaceTrack(next) {
      track = next;
      await connection?.sender.replaceTrack(next);
    },
    sender: () => connection?.sender,
    close: () => connection?.pc.close(),
  };
}
