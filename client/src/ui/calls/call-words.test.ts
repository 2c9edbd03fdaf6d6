import { expect, test } from "vitest";
import type { Call } from "../../../../server/contract/calls.ts";
import { callMeaning, callWords } from "./call-words.ts";

const call = (values: Partial<Call>) =>
  ({ stage: "active", outcome: null, isHeld: false, ...values }) as Call;

test("a call that is over says how it came out, and what calls for action is marked", () => {
  const missed = call({ stage: "ended", outcome: "missed" });
  expect(callWords(missed, undefined)).toBe("Missed");
  expect(callMeaning(missed)).toBe("late");
  expect(callMeaning(call({ stage: "ended", outcome: "answered" }))).toBe("good");
});

test("a call that goes on says where it is", () => {
  expect(callWords(call({ stage: "queued" }), "Sales")).toBe("Waits in Sales");
  expect(callWords(call({ stage: "queued" }), undefined)).toBe("Waits");
  expect(callWords(call({}), "Sales")).toBe("Talking");
  expect(callWords(call({ isHeld: true }), "Sales")).toBe("On hold");
  const going = [call({ stage: "queued" }), call({}), call({ isHeld: true })];
  expect(going.map(callMeaning)).toEqual(["waiting", "good", "waiting"]);
});
