import { expect, test } from "vitest";
import { parseScript } from "./script.ts";

test("a sentence is read step by step", () => {
  expect(parseScript("press 2, wait 20 s, talk, hang up")).toEqual([
    { does: "press", keys: "2" },
    { does: "wait", seconds: 20 },
    { does: "talk", seconds: 5 },
    { does: "hangUp" },
  ]);
  expect(parseScript("Press 1 2 #; wait for 1.5 minutes then talk 90\nTALK")).toEqual([
    { does: "press", keys: "12#" },
    { does: "wait", seconds: 90 },
    { does: "talk", seconds: 90 },
    { does: "talk" },
  ]);
  expect(parseScript("")).toEqual([]);
});

test.each([
  ["press x", '"press x" is not understood'],
  ["wait", "How long?"],
  ["wait a bit", 'The time in "wait a bit" is not understood'],
  ["talk 5 hours", "is not understood"],
  ["wait 300 min", "longer than the four hours"],
  ["hang up, talk", 'Nothing can come after "hang up"'],
])("%j is refused with a sentence", (sentence, message) => {
  expect(() => parseScript(sentence)).toThrow(message);
});
