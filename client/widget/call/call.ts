import type { CallerInput, CallToVisitor, WireStep } from "../../../connectors/webchat/wire.ts";
import type { RequestError } from "../api.ts";
import type { Line } from "../line.ts";
import { createLegs, type Legs } from "./legs.ts";
import { NoMicrophone, openMicrophone } from "./microphone.ts";
import { createPlayer } from "./player.ts";
import { createStepRunner, type StepView } from "./run-steps.ts";
import type { CallTextKey } from "./text/index.ts";

export interface CallView {
  says: CallTextKey;
  /** What is read out to the visitor. */
  text: string;
  /** Keys that mean something now. */
  keys: string;
  isMuted: boolean;
  /** When somebody was reached first, in milliseconds. */
  talkingSince: number | undefined;
  isOver: boolean;
}

export interface Call {
  press(key: string): void;
  mute(isMuted: boolean): void;
  hangUp(): void;
}

/** One call of a visitor's, from the press of the button to its end. */
export function startCall(line: Line, onView: (view: CallView) => void): Call {
  const callId = crypto.randomUUID();
  const player = createPlayer();
  const runner = createStepRunner({ player, say: answer, onView: (step) => show({ step }) });
  let view = { step: { at: "connecting", text: "", keys: "" } as StepView, isHeld: false, isMuted: false };
  let talkingSince: number | undefined;
  let over: CallTextKey | undefined;
  let stage: "asking" | "calling" | "taken" = "asking";
  let microphone: MediaStream | undefined;
  let legs: Legs | undefined;
  let at: WireStep[] = [];
  let unheard: CallerInput | undefined;
  let holding = new AbortController();
  let stopListening = () => {};

  begin().catch((error) => end(whyNot(error)));
  // Whoever closes the page has hung up, and nobody has to wait for them.
  addEventListener("pagehide", hangUp);

  async function begin() {
    show({});
    const opened = await openMicrophone();
    if (over) return stopTracks(opened);
    microphone = opened;
    legs = createLegs({ callId, microphone, say: line.say, onChange: follow });
    stage = "calling";
    show({});
    const { steps } = await line.begin(callId);
    // Hung up while the hub took it in.
    if (over) return line.say({ type: "call.end", callId });
    stage = "taken";
    take(steps);
    stopListening = line.listen({
      hear: (message) => message.callId === callId && hear(message),
      up() {
        line.say({ type: "call.here", callId });
        legs?.again();
      },
    });
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
    line.say({ type: "call.input", callId, input });
  }

  function follow() {
    if (legs?.isTalking()) {
      if (talkingSince === undefined) runner.halt();
      talkingSince ??= Date.now();
    }
    show({});
  }

  function hold(isHeld: boolean, music: string | null) {
    holding.abort();
    holding = new AbortController();
    legs?.hold(isHeld);
    if (isHeld && music === null) player.chime(holding.signal);
    else if (isHeld) void player.music(music, holding.signal);
    show({ isHeld });
  }

  function show(change: Partial<typeof view>) {
    view = { ...view, ...change };
    // The hub's last word, once it was heard.
    if (view.step.at === "ended" && !over) return end("ended");
    const { text, keys } = view.step;
    const isOver = over !== undefined;
    const shown = isOver ? { text: "", keys: "" } : { text, keys };
    onView({ says: sayOf(), ...shown, isMuted: view.isMuted, talkingSince, isOver });
  }

  function sayOf(): CallTextKey {
    if (over) return over;
    if (stage !== "taken") return stage;
    if (view.isHeld) return "held";
    if (legs?.isTalking()) return "talking";
    return legs?.isLost() ? "lost" : view.step.at;
  }

  function hangUp() {
    if (over) return;
    if (stage === "taken") line.say({ type: "call.end", callId });
    end("ended");
  }

  function end(why: CallTextKey) {
    if (over) return;
    over = why;
    removeEventListener("pagehide", hangUp);
    stopListening();
    holding.abort();
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
    },
    hangUp,
  };
}

function stopTracks(stream: MediaStream | undefined) {
  for (const track of stream?.getTracks() ?? []) track.stop();
}

function whyNot(error: unknown): CallTextKey {
  if (error instanceof NoMicrophone) return error.reason;
  // By its name, since this code and the chat's were built apart.
  const { status } = error as Partial<RequestError>;
  if (status === 403) return "closed";
  return status === 429 ? "tooMany" : "broken";
}
