import { expect, test } from "vitest";
import type { CallStep } from "../../contract.ts";
import { addressesBelow } from "../running-number.ts";
import { renderSteps } from "./render-steps.ts";
import { renderWait } from "./render-wait.ts";
import { type Scene, soundsIn } from "./scene.ts";

const scene: Scene = {
  callSid: "CA1",
  queue: "waiting",
  at: addressesBelow("https://hub/in"),
  sound: (fileId) => `https://hub/sounds/${fileId}`,
};

const say = (text: string): CallStep & { type: "say" } => ({ type: "say", text, language: "en-GB" });
const wait = (more: Partial<CallStep & { type: "wait" }> = {}): CallStep => ({
  type: "wait",
  turn: 2,
  music: null,
  prompts: [],
  keys: "",
  tickAfterSeconds: 20,
  ...more,
});
const tries = "#rc=2&amp;rp=ct,5xx";
const inside = (document: string) =>
  /^<\?xml version="1\.0" encoding="UTF-8"\?><Response>(.*)<\/Response>$/.exec(document)?.[1];
const steps = (...list: CallStep[]) => inside(renderSteps(list, scene));
const waiting = (...list: CallStep[]) => inside(renderWait(list, scene));

test("what is said and played comes in its order, with text as it is", () => {
  expect(
    steps(say("A < B & Žofie"), { type: "play", fileId: "f1" }, { type: "hangUp", reason: "finished" }),
  ).toBe(`<Say language="en-GB">A &lt; B &amp; Žofie</Say><Play>https://hub/sounds/f1</Play><Hangup/>`);
});

test("a caller of whom nobody knows is hung up", () => {
  expect(steps()).toBe("<Hangup/>");
});

test("a menu takes keys while its prompts are heard, and says so when none came", () => {
  const gather: CallStep = {
    type: "gather",
    turn: 4,
    prompts: [say("Press")],
    maxDigits: 1,
    timeoutSeconds: 7,
  };
  const told = `action="https://hub/in/voice/steps?turn=4${tries}"`;
  expect(steps(gather)).toBe(
    `<Gather input="dtmf" ${told} numDigits="1" finishOnKey="" timeout="7" actionOnEmptyResult="true">` +
      `<Say language="en-GB">Press</Say></Gather>`,
  );
  expect(steps({ ...gather, maxDigits: 6, prompts: [] })).toBe(
    `<Gather input="dtmf" ${told} numDigits="6" finishOnKey="#" timeout="7" actionOnEmptyResult="true"/>`,
  );
});

test("a wait is a place in the queue, after what has to be said first", () => {
  expect(steps(say("Hello"), wait({ keys: "5*", prompts: [say("You are second")] }))).toBe(
    `<Say language="en-GB">Hello</Say><Say language="en-GB">You are second</Say>` +
      `<Enqueue waitUrl="https://hub/in/wait?turn=2&amp;keys=5*${tries}" action="https://hub/in/wait/left${tries}">waiting</Enqueue>`,
  );
});

test("a person is met in a conference of the call's name, which only the caller's leaving ends", () => {
  expect(steps({ type: "connect", turn: 3, to: { kind: "person" } })).toBe(
    `<Dial><Conference participantLabel="caller" startConferenceOnEnter="true" endConferenceOnExit="true" beep="false" waitUrl="" ` +
      `statusCallback="https://hub/in/conference${tries}" statusCallbackEvent="start end join leave">CA1</Conference></Dial>`,
  );
});

test("a number is dialled, and what came of it told", () => {
  const to = { kind: "number", number: "+4930123", timeoutSeconds: 25 } as const;
  expect(steps({ type: "connect", turn: 3, to })).toBe(
    `<Dial action="https://hub/in/voice/dialled?turn=3${tries}" timeout="25">` +
      `<Number statusCallback="https://hub/in/voice/answered-elsewhere${tries}" statusCallbackEvent="answered">+4930123</Number></Dial>`,
  );
});

test("a recording that nothing was said into is told too", () => {
  expect(steps({ type: "record", turn: 5, maxSeconds: 90 })).toBe(
    `<Record action="https://hub/in/voice/recorded?turn=5${tries}" maxLength="90" ` +
      `recordingStatusCallback="https://hub/in/recording${tries}" recordingStatusCallbackEvent="completed"/>` +
      `<Redirect>https://hub/in/voice/recorded?turn=5${tries}</Redirect>`,
  );
});

test("who waits hears what is said and then silence until the next tick", () => {
  expect(waiting(wait({ prompts: [say("Second")] }))).toBe(
    `<Say language="en-GB">Second</Say><Pause length="20"/>`,
  );
});

test("who waits hears music, and may press what means something", () => {
  expect(waiting(wait({ music: "m1" }))).toBe("<Play>https://hub/sounds/m1</Play>");
  const told = `action="https://hub/in/wait/keys?turn=2&amp;keys=5${tries}" numDigits="1" finishOnKey=""`;
  expect(waiting(wait({ keys: "5", music: "m1", prompts: [say("Press 5")] }))).toBe(
    `<Gather input="dtmf" ${told} timeout="1"><Say language="en-GB">Press 5</Say><Play>https://hub/sounds/m1</Play></Gather>`,
  );
  expect(waiting(wait({ keys: "5" }))).toBe(`<Gather input="dtmf" ${told} timeout="20"/>`);
});

test("a tick that has to come at once is asked for at once, also in another queue", () => {
  expect(waiting(say("All are busy"), wait({ turn: 7, tickAfterSeconds: 0 }))).toBe(
    `<Say language="en-GB">All are busy</Say><Redirect>https://hub/in/wait?turn=7&amp;keys=${tries}</Redirect>`,
  );
});

test("who is to do what cannot be done in a queue leaves it first; goodbye is said where they are", () => {
  expect(waiting(say("Leave a message"), { type: "record", turn: 3, maxSeconds: 60 })).toBe("<Leave/>");
  expect(waiting({ type: "connect", turn: 3, to: { kind: "person" } })).toBe("<Leave/>");
  expect(waiting()).toBe("<Leave/>");
  expect(waiting(say("Goodbye"), { type: "hangUp", reason: "finished" })).toBe(
    `<Say language="en-GB">Goodbye</Say><Hangup/>`,
  );
});

test("every sound that steps name is found, wherever it is", () => {
  const play = (fileId: string) => ({ type: "play", fileId }) as const;
  expect(
    soundsIn([
      play("a"),
      { type: "gather", turn: 1, prompts: [say("x"), play("b")], maxDigits: 1, timeoutSeconds: 5 },
      wait({ music: "c", prompts: [play("d")] }),
    ]),
  ).toEqual(["a", "b", "c", "d"]);
});
