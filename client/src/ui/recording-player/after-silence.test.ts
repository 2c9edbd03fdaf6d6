import { expect, test } from "vitest";
import { afterSilence } from "./after-silence.ts";

test("within a silence it goes on at its end, elsewhere where it is", () => {
  const silences: [number, number][] = [
    [1_000, 3_000],
    [8_000, 9_000],
  ];
  expect([0, 999, 1_000, 2_999, 3_000, 8_500].map((at) => afterSilence(silences, at))).toEqual([
    0, 999, 3_000, 3_000, 3_000, 9_000,
  ]);
});
