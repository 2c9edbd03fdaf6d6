import { type Connection, openConnection, type Peer, type PeerOptions } from "./connection.ts";

interface OfferingOptions extends PeerOptions {
  /** What the first offer was made by may be over when the next is made. */
  renewIce(): Promise<RTCIceServer[]>;
}

/** How long an offer may go without an answer before another is made. */
const againMs = 4_000;
/** And an answered one without a connection: another begins all from the start, which a slow network would never get beyond. */
const connectingMs = 8_000;
/** A connection that is only disturbed often comes back by itself. */
const disturbedMs = 2_000;
const soonestMs = 1_000;

/** Makes offers until there is a connection, and again whenever it is lost. */
export function createOfferingPeer(options: OfferingOptions): Peer {
  let { track } = options;
  // A page that was loaded again goes on above what it said before.
  let round = Date.now();
  let offeredAt = Number.NEGATIVE_INFINITY;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let connection = open();
  offerNow();

  function open(): Connection {
    const opened = openConnection({
      ...options,
      track,
      onState(state) {
        if (opened === connection) follow(state);
      },
    });
    return opened;
  }

  function follow(state: RTCPeerConnectionState) {
    if (state === "connected") clearTimeout(timer);
    else if (state === "disconnected") offerIn(disturbedMs);
    else if (state === "failed") offerIn(soonestMs);
    options.onState(state);
  }

  function offerIn(ms: number) {
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (connection.pc.connectionState !== "connected") offerNow();
    }, ms);
  }

  function offerNow() {
    // Closed meanwhile, or to be made again when its time is over.
    offer().catch(() => {});
  }

  async function offer() {
    const isFirst = offeredAt === Number.NEGATIVE_INFINITY;
    round += 1;
    offeredAt = performance.now();
    offerIn(againMs);
    const mine = round;
    const ice = isFirst ? options.ice : await options.renewIce();
    if (mine !== round) return;
    const { pc, begin } = connection;
    pc.setConfiguration({ iceServers: ice });
    begin(round);
    await pc.setLocalDescription(await pc.createOffer({ iceRestart: true }));
    const sdp = pc.localDescription?.sdp;
    if (mine === round && sdp) {
      options.say({ type: "offer", round, sdp, isNew: pc.remoteDescription === null });
    }
  }

  async function answered(sdp: string) {
    const { pc, settle } = connection;
    if (pc.signalingState !== "have-local-offer") return;
    if (pc.connectionState !== "connected") offerIn(connectingMs);
    await pc.setRemoteDescription({ type: "answer", sdp });
    settle();
  }

  function again(isNew: boolean) {
    // Both sides may notice at the same moment, and a browser could ask without end.
    if (performance.now() - offeredAt < soonestMs) return;
    if (isNew) {
      connection.pc.close();
      connection = open();
    }
    offerNow();
  }

  return {
    receive(signal) {
      // What cannot be understood is answered by the next offer.
      if (signal.type === "answer" && signal.round === round) answered(signal.sdp).catch(() => {});
      else if (signal.type === "candidates") connection.take(signal);
      else if (signal.type === "again") again(signal.isNew);
    },
    async replaceTrack(next) {
      track = next;
      await connection.sender.replaceTrack(next);
    },
    sender: () => connection.sender,
    close() {
      clearTimeout(timer);
      connection.pc.close();
    },
  };
}
