import type { CallerInput, CallToVisitor, WireStep } from "../../../connectors/webchat/wire.ts";
import type { CallPipe, KeptCall } from "../call-pipe.ts";
import { type CallView, isUnserved, viewCall } from "./call-view.ts";
import { createHoldMusic } from "./hold-music.ts";
import { createLegs, type Legs } from "./legs.ts";
import { openMicrophone, stopTracks } from "./microphone.ts";
import { createPlayer } from "./player.ts";
import { createStepRunner, type Recording, type RecordStep, type StepView } from "./run-steps.ts";
import { takeMessage } from "./take-message.ts";
import type { CallTextKey } from "./text/index.ts";
import { whyNot } from "./why-not.ts";

export interface Call {
  press(key: string): void;
  mute(isMuted: boolean): void;
  hangUp(): void;
}

/** One call of a visitor's, from the press of the button, or from where the page before had come to, to its end. */
export function startCall(pipe: CallPipe, onView: (view: CallView) => void, before?: KeptCall): Call {
  const callId = before?.callId ?? crypto.randomUUID();
  const player = createPlayer();
  const holdMusic = createHoldMusic(player);
  const runner = createStepRunner({
    player,
    takeMessage: record,
    say: answer,
    onView: (step) => show({ step }),
  });
  let view = {
    step: { at: "connecting", text: "", keys: "" } as StepView,
    isHeld: false,
    isMuted: before?.isMuted ?? false,
  };
  let talkingSince = before?.talkingSince;
  let over: CallTextKey | undefined;
  let isCalledBack = false;
  let stage: "asking" | "calling" | "taken" = "asking";
  let microphone: MediaStream | undefined;
  let legs: Legs | undefined;
  let at: WireStep[] = [];
  let unheard: CallerInput | undefined;
  let message = before?.message;
  let stopListening = () => {};

  begin().catch((error) => {
    // Who cannot be heard any more is not waited for.
    if (before) pipe.say({ type: "call.end", callId });
    end(whyNot(error));
  });
  addEventListener("pagehide", away);
  // After a reload some browsers keep quiet until somebody touches the page.
  addEventListener("pointerdown", wake, { capture: true });

  async function begin() {
    show({});
    const opened = await openMicrophone();
    if (over) return stopTracks(opened);
    microphone = opened;
    legs = createLegs({ callId, microphone, peers: before?.legs ?? [], say: pipe.say, onChange: follow });
    legs.mute(view.isMuted);
    wake();
    if (!before) await call();
    if (over) return;
    stage = "taken";
    show({});
    stopListening = pipe.listen({
      hear: (message) => message.callId === callId && hear(message),
      up() {
        pipe.say({ type: "call.here", callId });
        legs?.again();
      },
    });
  }

  async function call() {
    stage = "calling";
    show({});
    keep();
    const { steps } = await pipe.begin(callId);
    // Hung up while the hub took it in.
    if (over) return pipe.say({ type: "call.end", callId });
    take(steps);
  }

  function hear(message: CallToVisitor) {
    if (message.type === "call.ended") return end("ended");
    if (message.type === "call.signal") return legs?.receive(message);
    if (message.type === "call.drop") return legs?.drop(message.legId);
    if (message.type === "call.hold") return hold(message.isHeld, message.music);
    if (!message.isAgain || JSON.stringify(message.steps) !== JSON.stringify(at)) return take(message.steps);
    // The hub is where it was, so what was answered since has not come there.
    if (unheard) answer(unheard);
  }

  function take(steps: WireStep[]) {
    at = steps;
    unheard = undefined;
    legs?.dropLost();
    runner.run(steps);
  }

  function answer(input: CallerInput) {
    unheard = input;
    pipe.say({ type: "call.input", callId, input });
  }

  function follow() {
    if (legs?.isTalking()) {
      // Past the queue, even where the hub's word of that was missed.
      if (talkingSince === undefined) runner.run([{ type: "connect" }]);
      talkingSince ??= Date.now();
    }
    if (!over) keep();
    show({});
  }

  function keep() {
    const since = talkingSince !== undefined && { talkingSince };
    const said = message && { message };
    pipe.keep({ callId, ...since, isMuted: view.isMuted, legs: legs?.peers() ?? [], ...said });
  }

  async function record({ turn, maxSeconds }: RecordStep, { stop, onStart }: Recording): Promise<number> {
    // What was said before the page was loaded anew is the message.
    if (message?.turn === turn) return message.seconds;
    if (!microphone) return 0;
    const send = (number: number, bytes: Blob) => pipe.send({ callId, turn, number }, bytes);
    const onPiece = (seconds: number) => {
      message = { turn, seconds };
      if (!over) keep();
    };
    return takeMessage({ microphone, player, maxSeconds, send, stop, onStart, onPiece });
  }

  function away() {
    if (stage === "taken") pipe.say({ type: "call.away", callId });
  }

  function wake() {
    player.wake();
    legs?.wake();
  }

  function hold(isHeld: boolean, music: string | null) {
    legs?.hold(isHeld);
    if (isHeld) holdMusic.play(music);
    else holdMusic.stop();
    show({ isHeld });
  }

  function show(change: Partial<typeof view>) {
    view = { ...view, ...change };
    const { at } = view.step;
    // The hub's last word, once it was heard.
    if (!over && (at === "ended" || at === "failed")) return end(at);
    onView(viewCall(standing()));
  }

  function standing() {
    return { ...view, stage, talkingSince, legs, over, isCalledBack };
  }

  function hangUp() {
    if (over) return;
    if (stage === "taken") pipe.say({ type: "call.end", callId });
    end("ended");
  }

  function end(why: CallTextKey) {
    if (over) return;
    isCalledBack = isUnserved(standing());
    over = why;
    pipe.keep(undefined);
    removeEventListener("pagehide", away);
    removeEventListener("pointerdown", wake, { capture: true });
    stopListening();
    holdMusic.stop();
    runner.halt();
    legs?.close();
    stopTracks(microphone);
    player.close();
    show({});
  }

  return {
    press: runner.press,
    mute(isMuted) {
      legs?.mute(isMuted);
      show({ isMuted });
      if (stage !== "asking") keep();
    },
    hangUp,
  };
}
