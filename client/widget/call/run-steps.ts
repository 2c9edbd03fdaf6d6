import type { CallerInput, WirePrompt, WireStep } from "../../../connectors/webchat/wire.ts";
import type { Player } from "./player.ts";

/** What a visitor sees of the step that the call is at. */
export interface StepView {
  at: "menu" | "waiting" | "connecting" | "tone" | "recording" | "sending" | "ended" | "failed";
  /** Read out now, or last: what belongs together, a line each. */
  text: string;
  /** Keys that mean something now. */
  keys: string;
  /** Since when it is recorded what they say, in milliseconds, and for how long at the most. */
  recording?: { since: number; maxSeconds: number } | undefined;
}

export type RecordStep = Extract<WireStep, { type: "record" }>;

export interface Recording {
  /** The caller has said all, or is gone. */
  stop: AbortSignal;
  onStart(): void;
}

interface RunOptions {
  player: Pick<Player, "prompt" | "music">;
  /** Gives the seconds that the caller spoke. */
  takeMessage(step: RecordStep, recording: Recording): Promise<number>;
  say(input: CallerInput): void;
  onView(view: StepView): void;
}

const allKeys = "0123456789*#";
/** Between two digits of one answer. */
const nextDigitMs = 3_000;

/** Does what the hub asks of the caller, one step after the other; new steps take the place of what goes on. */
export function createStepRunner({ player, takeMessage, say, onView }: RunOptions) {
  let stop = new AbortController();
  let hearKey: (key: string) => void = () => {};
  let view: StepView = { at: "connecting", text: "", keys: "" };

  function show(change: Partial<StepView>) {
    view = { ...view, ...change };
    onView(view);
  }

  async function run(steps: WireStep[]) {
    halt();
    const { signal } = stop;
    for (const step of steps) {
      if (signal.aborted) return;
      await carryOut(step, signal);
    }
  }

  function halt() {
    stop.abort();
    stop = new AbortController();
    hearKey = () => {};
    show({ keys: "", recording: undefined });
  }

  async function carryOut(step: WireStep, signal: AbortSignal): Promise<void> {
    switch (step.type) {
      case "say":
      case "play":
        return prompts([step], signal);
      case "gather":
        return gather(step, signal);
      case "wait":
        return wait(step, signal);
      case "connect":
        return show({ at: "connecting", text: "" });
      case "record":
        return record(step, signal);
      case "unreachable":
        return say({ type: "timedOut", turn: step.turn });
      case "hangUp":
        return show({ at: step.reason === "failed" ? "failed" : "ended" });
    }
  }

  async function prompts(list: WirePrompt[], signal: AbortSignal) {
    const lines = list.flatMap((prompt) => (prompt.type === "say" ? prompt.text : []));
    if (list.length > 0) show({ text: lines.join("\n") });
    for (const prompt of list) {
      if (signal.aborted) return;
      await player.prompt(prompt, signal);
    }
  }

  async function gather(step: Extract<WireStep, { type: "gather" }>, signal: AbortSignal) {
    const talk = new AbortController();
    let digits = "";
    let timer: ReturnType<typeof setTimeout> | undefined;
    const answer = () => {
      clearTimeout(timer);
      hearKey = () => {};
      show({ keys: "" });
      const { turn } = step;
      say(digits ? { type: "digits", turn, digits } : { type: "timedOut", turn });
    };
    hearKey = (key) => {
      talk.abort();
      clearTimeout(timer);
      digits += key;
      if (digits.length >= step.maxDigits) answer();
      else timer = setTimeout(answer, nextDigitMs);
    };
    signal.addEventListener("abort", () => clearTimeout(timer));
    show({ at: "menu", keys: allKeys });
    await prompts(step.prompts, AbortSignal.any([signal, talk.signal]));
    if (!signal.aborted && !talk.signal.aborted) timer = setTimeout(answer, step.timeoutSeconds * 1000);
  }

  async function wait(step: Extract<WireStep, { type: "wait" }>, signal: AbortSignal) {
    const { turn, keys, music } = step;
    const timer = setTimeout(() => say({ type: "tick" }), step.tickAfterSeconds * 1000);
    signal.addEventListener("abort", () => clearTimeout(timer));
    hearKey = (digits) => keys.includes(digits) && say({ type: "digits", turn, digits });
    show({ at: "waiting", keys });
    await prompts(step.prompts, signal);
    if (!signal.aborted) await player.music(music, signal);
  }

  async function record(step: RecordStep, signal: AbortSignal) {
    const { turn, maxSeconds } = step;
    const done = new AbortController();
    hearKey = (key) => key === "#" && finish();
    const finish = () => {
      hearKey = () => {};
      show({ at: "sending", keys: "", recording: undefined });
      done.abort();
    };
    show({ at: "tone", text: "" });
    const seconds = await takeMessage(step, {
      stop: AbortSignal.any([signal, done.signal]),
      onStart: () => show({ at: "recording", keys: "#", recording: { since: Date.now(), maxSeconds } }),
    });
    if (signal.aborted) return;
    finish();
    say({ type: "recorded", turn, seconds });
  }

  return {
    run: (steps: WireStep[]) => void run(steps),
    halt,
    press: (key: string) => hearKey(key),
  };
}
