import type { CheckNetwork } from "../../contract.ts";

/** By then whatever answers has answered. */
const patienceMs = 6_000;

/** Which ways out of this network a call from a website could take: straight, and over the channel's relay. */
export const checkNetwork: CheckNetwork = async (pass) => {
  const ice = (pass.ice ?? []) as RTCIceServer[];
  const { kinds, isComplete } = await gather(ice);
  const relays = ice.filter((server) => urlsOf(server).some((url) => /^turns?:/i.test(url)));
  const hasStun = ice.some((server) => urlsOf(server).some((url) => /^stuns?:/i.test(url)));
  // A browser with a public address of its own finds no other, but is through at once.
  const isSeen = kinds.has("srflx") || isComplete;
  const whereStun = isSeen ? "works" : "local";
  return {
    direct: kinds.size === 0 ? "none" : hasStun ? whereStun : "unseen",
    relay: relays.length === 0 ? "absent" : kinds.has("relay") ? "works" : "fails",
    relayMs: kinds.has("relay") ? await roundTripOver(relays) : null,
  };
};

/** Kinds of candidates that this browser comes to, and whether all that was asked has answered. */
async function gather(iceServers: RTCIceServer[]): Promise<{ kinds: Set<string>; isComplete: boolean }> {
  const pc = new RTCPeerConnection({ iceServers });
  const kinds = new Set<string>();
  let hasFailed = false;
  try {
    const done = new Promise<true>((resolve) => {
      pc.addEventListener("icecandidate", ({ candidate }) => {
        if (!candidate) resolve(true);
        else if (candidate.type) kinds.add(candidate.type);
      });
    });
    pc.addEventListener("icecandidateerror", ({ url }) => {
      if (/^stuns?:/i.test(url)) hasFailed = true;
    });
    pc.createDataChannel("check");
    await pc.setLocalDescription();
    const isDone = await Promise.race([done, patience()]);
    return { kinds, isComplete: isDone === true && !hasFailed };
  } finally {
    pc.close();
  }
}

/** There and back over the relay, in milliseconds; null where nothing comes back, as where it denies this network. */
async function roundTripOver(iceServers: RTCIceServer[]): Promise<number | null> {
  const here = new RTCPeerConnection({ iceServers, iceTransportPolicy: "relay" });
  const there = new RTCPeerConnection({ iceServers, iceTransportPolicy: "relay" });
  try {
    link(here, there);
    link(there, here);
    there.addEventListener("datachannel", ({ channel }) => {
      channel.addEventListener("message", ({ data }) => channel.send(data));
    });
    const channel = here.createDataChannel("check");
    const measured = new Promise<number>((done) => {
      let sentAt = 0;
      channel.addEventListener("open", () => {
        sentAt = performance.now();
        channel.send("?");
      });
      // It goes through the relay twice on its way there, and twice on its way back.
      channel.addEventListener("message", () => done((performance.now() - sentAt) / 2));
    });
    await here.setLocalDescription();
    await there.setRemoteDescription(here.localDescription as RTCSessionDescription);
    await there.setLocalDescription();
    await here.setRemoteDescription(there.localDescription as RTCSessionDescription);
    const ms = await Promise.race([measured, patience()]);
    return ms === undefined ? null : Math.round(ms);
  } finally {
    here.close();
    there.close();
  }
}

function link(from: RTCPeerConnection, to: RTCPeerConnection) {
  from.addEventListener("icecandidate", ({ candidate }) => {
    // One that comes when the check is over is not missed.
    if (candidate) to.addIceCandidate(candidate).catch(() => {});
  });
}

const urlsOf = ({ urls }: RTCIceServer): string[] => [urls].flat();
const patience = () => new Promise<undefined>((done) => setTimeout(done, patienceMs));
