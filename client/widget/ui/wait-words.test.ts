import { expect, test } from "vitest";
import { createTexts } from "../text/index.ts";
import { waitWords } from "./wait-words.ts";

test.each([
  [{ position: 1, expectedSeconds: null }, "You are next in line."],
  [{ position: 1, expectedSeconds: 0 }, "You are next in line."],
  [{ position: 3, expectedSeconds: 240 }, "You are number 3 in line. It takes about 4 minutes."],
  [{ position: 2, expectedSeconds: 41 }, "You are number 2 in line. It takes about a minute."],
  [{ position: 90, expectedSeconds: 9_000 }, "You are number 90 in line. It takes more than an hour."],
])("a wait of %o is said plainly", (wait, words) => {
  expect(waitWords(wait, createTexts([]))).toBe(words);
});
