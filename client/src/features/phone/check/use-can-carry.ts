import { useEffect, useState } from "react";

const patienceMs = 5000;

/** Whether two ends in this very page find each other by WebRTC; undefined until that is known. */
export function useCanCarry(): boolean | undefined {
  const [can, setCan] = useState<boolean>();
  useEffect(() => {
    let isGone = false;
    void canCarry().then((is) => !isGone && setCan(is));
    return () => {
      isGone = true;
    };
  }, []);
  return can;
}

async function canCarry(): Promise<boolean> {
  if (!("RTCPeerConnection" in window)) return false;
  const [here, there] = [new RTCPeerConnection(), new RTCPeerConnection()];
  try {
    here.onicecandidate = ({ candidate }) =>
      void there.addIceCandidate(candidate ?? undefined).catch(() => {});
    there.onicecandidate = ({ candidate }) =>
      void here.addIceCandidate(candidate ?? undefined).catch(() => {});
    const channel = here.createDataChannel("check");
    const opened = new Promise<boolean>((done) => {
      channel.onopen = () => done(true);
      setTimeout(() => done(false), patienceMs);
    });
    await here.setLocalDescription();
    await there.setRemoteDescription(here.localDescription as RTCSessionDescription);
    await there.setLocalDescription();
    await here.setRemoteDescription(there.localDescription as RTCSessionDescription);
    return await opened;
  } catch {
    return false;
  } finally {
    here.close();
    there.close();
  }
}
