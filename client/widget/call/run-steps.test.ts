import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { CallerInput, WirePrompt, WireStep } from "../../../connectors/webchat/wire.ts";
import { createStepRunner, type StepView } from "./run-steps.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A player whose prompts take a second each, and whose music has no end. */
function openRunner(spokenSeconds = 0) {
  const heard: string[] = [];
  const said: CallerInput[] = [];
  const views: StepView[] = [];
  const until = (signal: AbortSignal, ms?: number) =>
    new Promise<void>((done) => {
      if (ms !== undefined) setTimeout(done, ms);
      signal.addEventListener("abort", () => done());
    });
  const runner = createStepRunner({
    player: {
      prompt(prompt: WirePrompt, signal: AbortSignal) {
        heard.push(prompt.type === "say" ? prompt.text : prompt.url);
        return until(signal, 1000);
      },
      music(url: string | null, signal: AbortSignal) {
        heard.push(`music ${url}`);
        return until(signal);
      },
    },
    async takeMessage(_step, { stop, onStart }) {
      onStart();
      await until(stop);
      return spokenSeconds;
    },
    say: (input) => said.push(input),
    onView: (view) => views.push(view),
  });
  return { runner, heard, said, view: () => views.at(-1) };
}

const say = (text: string): WirePrompt => ({ type: "say", text, language: "en" });
const menu: WireStep = {
  type: "gather",
  turn: 2,
  prompts: [say("Press 1"), say("or 2")],
  maxDigits: 1,
  timeoutSeconds: 5,
};
const wait: WireStep = {
  type: "wait",
  turn: 3,
  music: "song",
  prompts: [say("You are second")],
  keys: "*",
  tickAfterSeconds: 10,
};

test("prompts come one after the other; a menu that nobody answers is over some seconds after its last", async () => {
  const { runner, heard, said, view } = openRunner();
  runner.run([say("Hello"), menu]);
  await vi.advanceTimersByTimeAsync(0);
  expect([heard, view()?.text, view()?.keys]).toEqual([["Hello"], "Hello", ""]);
  await vi.advanceTimersByTimeAsync(1000);
  expect([view()?.at, view()?.keys]).toEqual(["menu", "0123456789*#"]);
  await vi.advanceTimersByTimeAsync(6999);
  expect([heard, said]).toEqual([["Hello", "Press 1", "or 2"], []]);
  await vi.advanceTimersByTimeAsync(1);
  expect(said).toEqual([{ type: "timedOut", turn: 2 }]);
});

test("a key cuts the prompts short, and after it no other counts", async () => {
  const { runner, heard, said, view } = openRunner();
  runner.run([menu]);
  await vi.advanceTimersByTimeAsync(500);
  runner.press("1");
  runner.press("2");
  await vi.advanceTimersByTimeAsync(20_000);
  expect(said).toEqual([{ type: "digits", turn: 2, digits: "1" }]);
  expect([heard, view()?.keys]).toEqual([["Press 1"], ""]);
});

test("several digits are one answer, told when the last is there or none has come for a while", async () => {
  const { runner, said } = openRunner();
  runner.run([{ ...menu, maxDigits: 3 }]);
  await vi.advanceTimersByTimeAsync(0);
  for (const key of "407") runner.press(key);
  runner.run([{ ...menu, turn: 4, maxDigits: 3 }]);
  await vi.advanceTimersByTimeAsync(0);
  runner.press("9");
  await vi.advanceTimersByTimeAsync(3000);
  expect(said).toEqual([
    { type: "digits", turn: 2, digits: "407" },
    { type: "digits", turn: 4, digits: "9" },
  ]);
});

test("whoever waits hears where they stand, then music; a tick is due in time, and only its keys count", async () => {
  const { runner, heard, said } = openRunner();
  runner.run([wait]);
  await vi.advanceTimersByTimeAsync(1000);
  expect(heard).toEqual(["You are second", "music song"]);
  runner.press("1");
  runner.press("*");
  await vi.advanceTimersByTimeAsync(9000);
  expect(said).toEqual([{ type: "digits", turn: 3, digits: "*" }, { type: "tick" }]);
});

test("what is read out together is read together, a line each, and stays while there is nothing new", async () => {
  const { runner, heard, view } = openRunner();
  const prompts = [say("You are second"), { type: "play", url: "chime" } as const, say("Some 4 minutes")];
  runner.run([{ ...wait, prompts }]);
  await vi.advanceTimersByTimeAsync(0);
  expect([heard, view()?.text]).toEqual([["You are second"], "You are second\nSome 4 minutes"]);
  await vi.advanceTimersByTimeAsync(3000);
  runner.run([{ ...wait, prompts: [] }]);
  await vi.advanceTimersByTimeAsync(0);
  expect(heard).toEqual(["You are second", "chime", "Some 4 minutes", "music song", "music song"]);
  expect(view()?.text).toBe("You are second\nSome 4 minutes");
});

test("new steps take the place of those that go on, of which nothing more is heard or said", async () => {
  const { runner, heard, said, view } = openRunner();
  runner.run([wait]);
  await vi.advanceTimersByTimeAsync(500);
  runner.run([say("Goodbye"), { type: "hangUp", reason: "finished" }]);
  runner.press("*");
  await vi.advanceTimersByTimeAsync(60_000);
  expect([heard, said, view()?.at]).toEqual([["You are second", "Goodbye"], [], "ended"]);
});

test("what a browser cannot do is answered, so that the flow goes on", async () => {
  const { runner, said } = openRunner();
  runner.run([{ type: "unreachable", turn: 8 }]);
  await vi.advanceTimersByTimeAsync(0);
  expect(said).toEqual([{ type: "timedOut", turn: 8 }]);
});

const record: WireStep = { type: "record", turn: 7, maxSeconds: 60 };

test("a message is over with its key, and the hub is told how long it is", async () => {
  const { runner, said, view } = openRunner(12);
  runner.run([record]);
  await vi.advanceTimersByTimeAsync(0);
  expect(view()).toMatchObject({ at: "recording", keys: "#", recording: { maxSeconds: 60 } });
  runner.press("1");
  await vi.advanceTimersByTimeAsync(1000);
  expect(said).toEqual([]);
  runner.press("#");
  runner.press("#");
  await vi.advanceTimersByTimeAsync(0);
  expect(said).toEqual([{ type: "recorded", turn: 7, seconds: 12 }]);
  expect(view()).toMatchObject({ at: "sending", keys: "", recording: undefined });
});

test("a message that others steps cut off is not answered", async () => {
  const { runner, said } = openRunner(12);
  runner.run([record]);
  await vi.advanceTimersByTimeAsync(0);
  runner.run([{ type: "hangUp", reason: "finished" }]);
  await vi.advanceTimersByTimeAsync(0);
  expect(said).toEqual([]);
});

test("a call that its flow ended is told from one whose flow has failed", () => {
  const { runner, view } = openRunner();
  runner.run([{ type: "hangUp", reason: "finished" }]);
  expect(view()?.at).toBe("ended");
  runner.run([{ type: "hangUp", reason: "failed" }]);
  expect(view()?.at).toBe("failed");
});
