import { expect, test } from "vitest";
import { testLeg, testMyCall } from "../test-call.ts";
import { newsOf } from "./call-news.ts";

const own = testLeg();
const bea = testLeg({ id: "bea's", personId: "bea", state: "ringing", connectedAt: null });

test("a leg that is gone before it was connected is news", () => {
  const before = testMyCall({ legs: [testLeg({ state: "connecting", connectedAt: null })] });
  expect(newsOf([before], [])).toEqual([{ type: "gone", call: before }]);
});

test("a call that was talked in and is over is not: the screen shows it", () => {
  expect(newsOf([testMyCall()], [])).toEqual([]);
});

test.each([
  ["joined", bea, { ...bea, state: "connected", connectedAt: "2026-03-02T09:01:00.000Z" }],
  ["notReached", bea, { ...bea, state: "ended", reason: "noAnswer" }],
  [
    "left",
    { ...bea, state: "connected", connectedAt: "2026-03-02T09:01:00.000Z" },
    { ...bea, state: "ended", connectedAt: "2026-03-02T09:01:00.000Z" },
  ],
] as const)("that a colleague has %s is said", (type, was, is) => {
  const [before, after] = [testMyCall({ legs: [own, was] }), testMyCall({ legs: [own, is] })];
  expect(newsOf([before], [after])).toEqual([{ type, leg: is }]);
});

test("of what has not changed, and of who listens, nothing is said", () => {
  const listener = testLeg({ id: "listener", personId: "sam", role: "listen", state: "connecting" });
  const before = testMyCall({ legs: [own, bea, listener] });
  const after = testMyCall({ legs: [own, bea, { ...listener, state: "connected" }] });
  expect(newsOf([before], [after])).toEqual([]);
});
