import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { speak } from "./speak.ts";

class Utterance extends EventTarget {
  lang = "";
  readonly text: string;

  constructor(text: string) {
    super();
    this.text = text;
  }
}

const said: Utterance[] = [];
const cancel = vi.fn();
const text = "An announcement that is long enough.";

beforeEach(() => {
  vi.useFakeTimers();
  const speechSynthesis = { speak: (utterance: Utterance) => said.push(utterance), cancel };
  vi.stubGlobal("window", { speechSynthesis });
  vi.stubGlobal("speechSynthesis", speechSynthesis);
  vi.stubGlobal("SpeechSynthesisUtterance", Utterance);
});
afterEach(() => {
  said.length = 0;
  cancel.mockClear();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

function begin() {
  const stop = new AbortController();
  let isOver = false;
  void speak({ text, language: "en" }, stop.signal).then(() => {
    isOver = true;
  });
  return { stop, utterance: said[0] as Utterance, isOver: () => isOver };
}

test("a voice is heard to its end", async () => {
  const { utterance, isOver } = begin();
  utterance.dispatchEvent(new Event("start"));
  await vi.advanceTimersByTimeAsync(5_000);
  expect(isOver()).toBe(false);
  utterance.dispatchEvent(new Event("end"));
  await vi.advanceTimersByTimeAsync(0);
  expect([isOver(), vi.getTimerCount()]).toEqual([true, 0]);
});

test("where no voice begins, the text has been read after a while", async () => {
  const { isOver } = begin();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(isOver()).toBe(true);
});

test("a voice that stops without saying so holds nobody up", async () => {
  const { utterance, isOver } = begin();
  utterance.dispatchEvent(new Event("start"));
  await vi.advanceTimersByTimeAsync(60_000);
  expect(isOver()).toBe(true);
  expect(cancel).toHaveBeenCalledOnce();
});

test("what is called off is over at once", async () => {
  const { stop, utterance, isOver } = begin();
  utterance.dispatchEvent(new Event("start"));
  stop.abort();
  await vi.advanceTimersByTimeAsync(0);
  expect([isOver(), cancel.mock.calls.length]).toEqual([true, 1]);
});
