import { expect, test } from "vitest";
import { initials } from "./format.ts";

test.each([
  ["Nora Feldmann", "NF"],
  ["Maximilian Theodor Schwarzenberger-Mühlhausen", "MM"],
  ["борис волков", "БВ"],
  ["Cher", "C"],
  ["王小明", "王"],
  ["Kim Joo-won 김주원", "K"],
  ["محمد عبد الرحمن", "م"],
  ["प्रिया शर्मा", "प्रि"],
  ["👩‍👩‍👧 Family", "F"],
  ["👩‍👩‍👧", "👩‍👩‍👧"],
  ["  ", ""],
])("%s is shortened to %s", (name, short) => {
  expect(initials(name)).toBe(short);
});
