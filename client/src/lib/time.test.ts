import { expect, test } from "vitest";
import { countdown } from "./time.ts";

test.each([
  [0, "0:00"],
  [-5_000, "0:00"],
  [8_001, "0:09"],
  [60_000, "1:00"],
  [252_000, "4:12"],
  [3_750_000, "1:02:30"],
])("%i ms left are %s", (left, shown) => {
  expect(countdown(left)).toBe(shown);
});
