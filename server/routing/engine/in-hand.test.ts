import { expect, test } from "vitest";
import { handBackAt } from "./hand-back.ts";
import { plan } from "./plan.ts";
import { carryOut, floor, seconds, start } from "./test-floor.ts";

const heldOut = (id: string, end: number) => ({
  id,
  state: "offered" as const,
  offeredTo: "ada",
  offerEndsAt: seconds(end),
});

test("an offer is missed when its time is up, and the second in a row sets the person away", () => {
  const state = floor({ people: [{ id: "ada" }], items: [heldOut("mail", 30)] });
  expect(plan(state, seconds(29))).toEqual([]);
  expect(plan(state, seconds(30))).toEqual([
    { type: "miss", itemId: "mail", personId: "ada", setsAway: false },
  ]);
  const again = floor({ people: [{ id: "ada", missedOffers: 1 }], items: [heldOut("mail", 30)] });
  expect(plan(again, seconds(30))).toEqual([
    { type: "miss", itemId: "mail", personId: "ada", setsAway: true },
  ]);
});

test("two offers that end in the same moment are two in a row, and nothing else goes to who is set away", () => {
  const items = [heldOut("first", 30), heldOut("second", 30), { id: "third" }];
  const state = floor({ people: [{ id: "ada" }], items });
  expect(plan(state, seconds(30))).toEqual([
    { type: "miss", itemId: "first", personId: "ada", setsAway: false },
    { type: "miss", itemId: "second", personId: "ada", setsAway: true },
  ]);
});

test("a missed offer goes to the next", () => {
  const people = [{ id: "ada" }, { id: "bob", idleSince: seconds(-5) }];
  const state = floor({ people, items: [{ id: "mail" }] });
  carryOut(state, plan(state, start), start);
  carryOut(state, plan(state, seconds(30)), seconds(30));
  expect(plan(state, seconds(30))).toMatchObject([{ type: "offer", personId: "bob" }]);
});

test.each([
  ["offline", { isOnline: false }],
  ["busy", { availability: "busy" as const }],
  ["away", { availability: "away" as const }],
])("an offer to somebody who is %s is withdrawn at once, and counts as no miss", (_, change) => {
  const state = floor({ people: [{ id: "ada", ...change }], items: [heldOut("mail", 30)] });
  const withdrawal = { type: "withdraw", itemId: "mail", personId: "ada" };
  expect(plan(state, start)).toEqual([withdrawal]);
  expect(plan(state, seconds(30))).toEqual([withdrawal]);
});

test("a wrap-up ends when its time is over", () => {
  const wrapUp = { id: "chat", state: "wrapUp" as const, ownerId: "ada", wrapUpEndsAt: seconds(60) };
  const state = floor({ people: [{ id: "ada" }], items: [wrapUp] });
  expect(plan(state, seconds(59))).toEqual([]);
  expect(plan(state, seconds(60))).toEqual([{ type: "endWrapUp", itemId: "chat" }]);
});

test("a chat rests when nobody wrote for the queue's time, a mail does not", () => {
  const inHand = { state: "active" as const, ownerId: "ada", lastActivityAt: start };
  const state = floor({
    people: [{ id: "ada" }],
    queues: [{ id: "queue", idleAfterSeconds: 90 }],
    items: [
      { id: "chat", kind: "chat", ...inHand },
      { id: "mail", ...inHand },
      { id: "in no queue", kind: "chat", queueId: null, ...inHand },
    ],
  });
  expect(plan(state, seconds(89))).toEqual([]);
  expect(plan(state, seconds(90))).toEqual([{ type: "rest", itemId: "chat" }]);
  carryOut(state, plan(state, seconds(90)), seconds(90));
  expect(plan(state, seconds(599))).toEqual([]);
  expect(plan(state, seconds(600))).toEqual([{ type: "rest", itemId: "in no queue" }]);
});

test("what somebody has in hand goes back once they have been gone for the queue's time", () => {
  const inHand = { state: "active" as const, ownerId: "ada" };
  const wrapUpEndsAt = seconds(9_000);
  const items = [
    { id: "mail", ...inHand },
    { id: "resting", ...inHand, isResting: true },
    { id: "in no queue", ...inHand, queueId: null },
    { id: "wrap-up", ...inHand, state: "wrapUp" as const, wrapUpEndsAt },
  ];
  const gone = { id: "ada", isOnline: false, onlineSince: start };
  const state = floor({ people: [gone], items });
  expect(plan(state, seconds(299))).toEqual([]);
  expect(plan(state, seconds(300))).toEqual([
    { type: "handBack", itemId: "mail", personId: "ada" },
    { type: "endWrapUp", itemId: "wrap-up" },
  ]);
  const leaving = [...state.items.values()].map((item) => handBackAt(state, item));
  expect(leaving).toEqual([seconds(300), undefined, undefined, seconds(300)]);
});

test("time away counts from the first of what keeps somebody away, and busy is not away", () => {
  const items = [{ id: "mail", state: "active" as const, ownerId: "ada" }];
  const away = { id: "ada", availability: "away" as const, availabilitySince: start };
  expect(plan(floor({ people: [away], items }), seconds(300))).toHaveLength(1);
  const left = { ...away, isOnline: false, onlineSince: seconds(100) };
  expect(plan(floor({ people: [left], items }), seconds(299))).toEqual([]);
  expect(plan(floor({ people: [left], items }), seconds(300))).toHaveLength(1);
  const busy = { ...away, availability: "busy" as const };
  expect(plan(floor({ people: [busy], items }), seconds(9_000))).toEqual([]);
});

test("what somebody was given while they were away counts from then", () => {
  const given = { id: "mail", state: "active" as const, ownerId: "ada", acceptedAt: seconds(3_600) };
  const away = { id: "ada", availability: "away" as const, availabilitySince: start };
  const state = floor({ people: [away], items: [given] });
  expect(plan(state, seconds(3_899))).toEqual([]);
  expect(plan(state, seconds(3_900))).toEqual([{ type: "handBack", itemId: "mail", personId: "ada" }]);
});
