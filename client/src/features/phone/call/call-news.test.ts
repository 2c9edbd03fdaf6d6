import { expect, test } from "vitest";
import { testLeg, testMyCall } from "../test-call.ts";
import { newsOf } from "./call-news.ts";
import { isAsked } from "./own-leg.ts";

const own = testLeg();
const bea = testLeg({ id: "bea's", personId: "bea", state: "ringing", connectedAt: null });

test("a leg that is gone before it was connected is news", () => {
  const before = testMyCall({ legs: [testLeg({ state: "connecting", connectedAt: null })] });
  expect(newsOf([before], [])).toEqual([{ type: "gone", call: before }]);
});

test("a call that was talked in and is over is not: the screen shows it", () => {
  expect(newsOf([testMyCall()], [])).toEqual([]);
});

test("a call of one's own that was not answered is, whether or not one's leg was there", () => {
  const calling = testMyCall({ direction: "out", stage: "ringing", answeredAt: null });
  expect(newsOf([calling], [])).toEqual([{ type: "unanswered", call: calling }]);
  expect(newsOf([testMyCall({ direction: "out" })], [])).toEqual([]);
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
  expect(newsOf([before], [after])).toMatchObject([{ type, leg: is }]);
});

test("of one who was to be talked with in private and did not come it is said that one is with the caller again", () => {
  const gone = { ...bea, state: "ended", reason: "declined" } as const;
  const before = testMyCall({ legs: [own, bea], isHeld: true });
  const isBack = (isHeld: boolean) => newsOf([before], [testMyCall({ legs: [own, gone], isHeld })]);
  expect(isBack(false)).toMatchObject([{ type: "notReached", isBack: true }]);
  expect(isBack(true)).toMatchObject([{ type: "notReached", isBack: false }]);
});

test("of who leaves with the call nothing is said", () => {
  const over = { stage: "ended", endedAt: "2026-03-02T09:02:00.000Z" } as const;
  const joined = { ...bea, state: "connected", connectedAt: "2026-03-02T09:01:00.000Z" } as const;
  const after = testMyCall({ legs: [own, { ...joined, state: "ended" }], ...over });
  expect(newsOf([testMyCall({ legs: [own, joined] })], [after])).toEqual([]);
});

test("a call that one could not attend is news of its own", () => {
  const leg = testLeg({ role: "listen", state: "connecting", connectedAt: null });
  const before = { ...testMyCall(), supervision: { mode: "listen" as const, besideId: "bea", leg } };
  expect(newsOf([before], [])).toEqual([{ type: "notAttended", call: before }]);
  expect(isAsked(before, "ada")).toBe(false);
});

test("of what has not changed, and of who listens, nothing is said", () => {
  const listener = testLeg({ id: "listener", personId: "sam", role: "listen", state: "connecting" });
  const before = testMyCall({ legs: [own, bea, listener] });
  const after = testMyCall({ legs: [own, bea, { ...listener, state: "connected" }] });
  expect(newsOf([before], [after])).toEqual([]);
});
