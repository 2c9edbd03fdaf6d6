import { expect, test } from "vitest";
import { findSilences } from "./find-silences.ts";

/** Ten spans a second; each stretch is seconds and the loudness of both channels. */
function waveform(...stretches: [number, number, number][]) {
  const peaks = stretches.flatMap(([seconds, left, right]) =>
    Array.from({ length: seconds * 10 }, () => [left, right]).flat(),
  );
  return { perSecond: 10, channels: 2, peaks: Uint8Array.from(peaks) };
}

test("a silence is where neither channel is heard, a little short of the words beside it", () => {
  expect(findSilences(waveform([2, 100, 0], [3, 0, 0], [2, 0, 90], [4, 1, 0]))).toEqual([
    { fromMs: 2_250, toMs: 4_750 },
    { fromMs: 7_250, toMs: 10_750 },
  ]);
});

test("a breath between words is none", () => {
  expect(findSilences(waveform([2, 100, 0], [1, 0, 0], [2, 100, 0]))).toEqual([]);
});

test("noise on the line counts by how much softer than the speech it is", () => {
  expect(findSilences(waveform([5, 200, 0], [3, 4, 4], [5, 0, 200]))).toHaveLength(1);
  expect(findSilences(waveform([5, 40, 0], [3, 4, 4], [5, 0, 40]))).toEqual([]);
});

test("one shout does not make silence of soft speech", () => {
  expect(findSilences(waveform([1, 255, 0], [20, 6, 6], [3, 0, 0]))).toEqual([
    { fromMs: 21_250, toMs: 23_750 },
  ]);
});

test("a call in which nothing is heard is one silence, and nothing has none", () => {
  expect(findSilences(waveform([5, 0, 0]))).toEqual([{ fromMs: 250, toMs: 4_750 }]);
  expect(findSilences({ perSecond: 10, channels: 0, peaks: new Uint8Array() })).toEqual([]);
});
