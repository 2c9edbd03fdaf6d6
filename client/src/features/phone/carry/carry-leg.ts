import type {
  BrowserLeg,
  BrowserLegState,
  BrowserVoice,
  HeardParts,
  LegRole,
} from "../../../../../connectors/contract.ts";
import type { MyCall } from "../../../../../server/contract/calls.ts";
import { ownLeg } from "../call/own-leg.ts";
import { playRemote } from "./play-remote.ts";
import { recordCall } from "./record-call.ts";
import { createRingback } from "./ringback.ts";
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
  const { legId, isRecordedHere } = myCall;
  const { id: callId } = myCall.call;
  const heard = playRemote();
  const ringback = createRingback();
  const aside = playRemote();
  let role = roleOf(myCall);
  let local = microphone;
  let parts: HeardParts | undefined;
  let recording: ReturnType<typeof recordCall> | undefined;
  let call = myCall.call;
  let muted = isMuted;
  let leg: BrowserLeg | undefined;
  /** The hub knows that it is connected, and so takes what is recorded. */
  let isTold = false;
  let isOver = false;

  const settle = () => {
    leg?.mute(muted);
    leg?.hold(call.isHeld);
    ringback.ring(call.stage === "ringing");
    if (isTold) recording?.follow(call, muted);
  };

  function setRecording() {
    if (role === "talk" && isRecordedHere) {
      recording ??= recordCall(callId, local);
      if (parts) recording.setParts(parts);
      return;
    }
    recording?.close();
    recording = undefined;
  }

  function turnTo(next: LegRole) {
    if (next === role) return;
    role = next;
    if (leg?.changeRole) {
      // It is told anew as soon as it is connected in that role.
      isTold = false;
      leg.changeRole(next);
    }
    setRecording();
  }

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
    ringback.stop();
    aside.close();
    recording?.close();
  }

  setRecording();

  voice.then(
    (opened) => {
      if (isOver) return;
      leg = opened.begin({ legId, callId, role });
      settle();
      leg.onRemote(heard.play);
      leg.onParts?.((next) => {
        parts = next;
        recording?.setParts(next);
      });
      leg.onAside?.(aside.play);
      leg.onState(hear);
    },
    () => hear("failed"),
  );

  return {
    follow(next: MyCall) {
      call = next.call;
      if (!isOver) turnTo(roleOf(next));
      settle();
    },
    mute(next: boolean) {
      muted = next;
      settle();
    },
    press: (keys: string) => leg?.press(keys),
    setMicrophone(stream: MediaStream) {
      local = stream;
      recording?.setLocal(stream);
    },
    setSpeaker() {
      heard.setSpeaker();
      aside.setSpeaker();
    },
    /** It is over at the hub. */
    end() {
      if (!isOver) leg?.end();
      close();
    },
  };
}

const roleOf = (myCall: MyCall): LegRole => ownLeg(myCall)?.role ?? "talk";
