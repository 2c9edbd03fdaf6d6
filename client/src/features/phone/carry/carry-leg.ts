import type { BrowserLeg, BrowserLegState, BrowserVoice } from "../../../../../connectors/contract.ts";
import type { Call, MyCall } from "../../../../../server/contract/calls.ts";
import { ownLeg } from "../call/own-leg.ts";
import { playRemote } from "./play-remote.ts";
import { recordCall } from "./record-call.ts";
import { tellLeg } from "./tell-leg.ts";

export type CarriedLeg = ReturnType<typeof carryLeg>;

interface LegOptions {
  myCall: MyCall;
  voice: Promise<BrowserVoice>;
  microphone: MediaStream;
  isMuted: boolean;
  onState(state: BrowserLegState): void;
}

/** One leg in this browser: what is heard of it, what is recorded, and what the hub is told. */
export function carryLeg({ myCall, voice, microphone, isMuted, onState }: LegOptions) {
  const { legId } = myCall;
  const { id: callId } = myCall.call;
  const role = ownLeg(myCall)?.role ?? "talk";
  const heard = playRemote();
  const recording = role === "talk" ? recordCall(callId, microphone) : undefined;
  let call = myCall.call;
  let muted = isMuted;
  let leg: BrowserLeg | undefined;
  /** The hub knows that it is connected, and so takes what is recorded. */
  let isTold = false;
  let isOver = false;

  const settle = () => {
    leg?.mute(muted);
    leg?.hold(call.isHeld);
    if (isTold) recording?.follow(call, muted);
  };

  function hear(state: BrowserLegState) {
    if (isOver) return;
    onState(state);
    if (state === "connected") void tellConnected();
    if (state === "failed" || state === "ended") {
      void tellLeg(callId, legId, "ended", state === "failed" ? "failed in the browser" : undefined);
      close();
    }
  }

  async function tellConnected() {
    await tellLeg(callId, legId, "connected");
    isTold = true;
    if (!isOver) settle();
  }

  function close() {
    if (isOver) return;
    isOver = true;
    heard.close();
    recording?.close();
  }

  voice.then(
    (opened) => {
      if (isOver) return;
      leg = opened.begin({ legId, callId, role });
      settle();
      leg.onRemote((stream) => {
        heard.play(stream);
        recording?.setRemote(stream);
      });
      leg.onState(hear);
    },
    () => hear("failed"),
  );

  return {
    follow(next: Call) {
      call = next;
      settle();
    },
    mute(next: boolean) {
      muted = next;
      settle();
    },
    press: (keys: string) => leg?.press(keys),
    setMicrophone: (stream: MediaStream) => recording?.setLocal(stream),
    setSpeaker: heard.setSpeaker,
    /** It is over at the hub. */
    end() {
      if (!isOver) leg?.end();
      close();
    },
  };
}
