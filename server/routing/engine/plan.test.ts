import { expect, test } from "vitest";
import { plan } from "./plan.ts";
import type { Action, EngineState } from "./state.ts";
import { carryOut, floor, mornings, seconds, start } from "./test-floor.ts";

/** Who is given what, as `item → person`. */
const gifts = (state: EngineState, now = start) => plan(state, now).flatMap(giftOf);

const giftOf = (action: Action) =>
  action.type === "offer" || action.type === "assign" ? [`${action.itemId} → ${action.personId}`] : [];

test("what waits is held out to who is free, for the queue's time", () => {
  const state = floor({ people: [{ id: "ada" }], items: [{ id: "mail" }] });
  expect(plan(state, start)).toEqual([
    { type: "offer", itemId: "mail", personId: "ada", queueId: "queue", endsAt: seconds(30) },
  ]);
});

test("kinds that the queue accepts by itself are theirs without asking", () => {
  const state = floor({
    people: [{ id: "ada" }],
    queues: [{ id: "queue", autoAccept: ["chat"] }],
    items: [{ id: "chat", kind: "chat" }, { id: "mail" }],
  });
  expect(plan(state, start).map(({ type, itemId }) => [type, itemId])).toEqual([
    ["assign", "chat"],
    ["offer", "mail"],
  ]);
});

test("higher priority goes first, then who has waited longer, in whichever queue", () => {
  const state = floor({
    people: [{ id: "ada", capacity: 3 }],
    queues: [{ id: "queue" }, { id: "other" }],
    items: [
      { id: "new", waitingSince: seconds(-10) },
      { id: "old", waitingSince: seconds(-90), queueId: "other" },
      { id: "urgent", waitingSince: seconds(-1), priority: 5 },
      { id: "newest", waitingSince: seconds(-2) },
    ],
  });
  expect(gifts(state)).toEqual(["urgent → ada", "old → ada", "new → ada"]);
});

test("nobody gets more than their capacity has room for, whatever they have in hand already", () => {
  const state = floor({
    people: [{ id: "ada", capacity: 4 }],
    items: [
      { id: "in hand", state: "active", ownerId: "ada", weight: 1 },
      { id: "held out", state: "offered", offeredTo: "ada", offerEndsAt: seconds(9), weight: 1 },
      { id: "resting", state: "active", ownerId: "ada", weight: 6, isResting: true },
      { id: "call", waitingSince: seconds(-90), weight: 6 },
      { id: "chat", waitingSince: seconds(-80), weight: 2 },
      { id: "mail", waitingSince: seconds(-70), weight: 1 },
    ],
  });
  expect(gifts(state)).toEqual(["chat → ada"]);
});

test("work that is too heavy does not keep lighter work of its kind from who has room for that", () => {
  const requirements = [{ skillId: "french", level: 1, relaxAfterSeconds: null }];
  const state = floor({
    people: [{ id: "ada" }, { id: "bob", capacity: 2, skills: new Map([["french", 1]]) }],
    items: [
      { id: "call", weight: 6, requirements, waitingSince: seconds(-90) },
      { id: "chat", weight: 2, requirements },
    ],
  });
  expect(gifts(state)).toEqual(["chat → bob"]);
});

test("what weighs nothing is held out one at a time", () => {
  const items = [1, 2, 3].map((nth) => ({ id: `mail ${nth}`, weight: 0, waitingSince: seconds(-nth) }));
  const state = floor({ people: [{ id: "ada", capacity: 0 }, { id: "bob" }], items });
  carryOut(state, plan(state, start), start);
  expect([...state.inHand.keys()]).toEqual(["mail 3", "mail 2"]);
  expect(gifts(state)).toEqual([]);
});

test.each([
  ["offline", { isOnline: false }],
  ["busy", { availability: "busy" as const }],
  ["away", { availability: "away" as const }],
  ["in another queue", { id: "stranger" }],
])("who is %s gets nothing", (_, change) => {
  const queues = [{ id: "queue", memberIds: ["ada"] }];
  const items = [{ id: "mail" }];
  expect(gifts(floor({ people: [{ id: "ada" }], queues, items }))).toEqual(["mail → ada"]);
  expect(gifts(floor({ people: [{ id: "ada", ...change }], queues, items }))).toEqual([]);
});

test("outside its office hours nothing of a queue is given", () => {
  const state = floor({
    people: [{ id: "ada" }],
    queues: [{ id: "queue", officeHours: mornings }],
    items: [{ id: "mail" }],
  });
  expect(gifts(state, Date.parse("2025-06-04T11:59:59Z"))).toEqual(["mail → ada"]);
  expect(gifts(state, Date.parse("2025-06-04T12:00:00Z"))).toEqual([]);
});

test("a requirement holds until it relaxes", () => {
  const requirements = [{ skillId: "french", level: 3, relaxAfterSeconds: 60 }];
  const state = floor({
    people: [{ id: "ada", skills: new Map([["french", 2]]) }],
    items: [{ id: "mail", requirements, waitingSince: start }],
  });
  expect(gifts(state, seconds(59))).toEqual([]);
  expect(gifts(state, seconds(60))).toEqual(["mail → ada"]);
});

test("who does not speak the contact's language gets the work only after the queue's time", () => {
  const state = floor({
    people: [{ id: "ada", languages: ["en"] }],
    queues: [{ id: "queue", languageSeconds: 60 }],
    items: [{ id: "mail", language: "fr", queuedSince: start, waitingSince: seconds(-900) }],
  });
  expect(gifts(state, seconds(59))).toEqual([]);
  expect(gifts(state, seconds(60))).toEqual(["mail → ada"]);
});

test("who has said no language speaks whatever comes, and work without one is for all", () => {
  const state = floor({
    people: [{ id: "ada" }, { id: "bob", languages: ["de"], idleSince: seconds(-90) }],
    queues: [{ id: "queue", languageSeconds: 60 }],
    items: [{ id: "french", language: "fr", waitingSince: seconds(-20) }, { id: "any" }],
  });
  expect(gifts(state)).toEqual(["french → ada", "any → bob"]);
});

test("whom the contact spoke to last is waited for while they are there", () => {
  const items = [{ id: "mail", lastPersonId: "ada", queuedSince: start }];
  const queues = [{ id: "queue", lastPersonSeconds: 20 }];
  const bob = { id: "bob", idleSince: seconds(-900) };
  const busy = floor({ people: [{ id: "ada", availability: "busy" }, bob], queues, items });
  expect(gifts(busy, seconds(19))).toEqual([]);
  expect(gifts(busy, seconds(20))).toEqual(["mail → bob"]);
  expect(gifts(floor({ people: [{ id: "ada" }, bob], queues, items }))).toEqual(["mail → ada"]);
  for (const gone of [{ isOnline: false }, { availability: "away" as const }]) {
    expect(gifts(floor({ people: [{ id: "ada", ...gone }, bob], queues, items }))).toEqual(["mail → bob"]);
  }
});

test("nobody waits for somebody who has passed on the work, or could not do it", () => {
  const requirements = [{ skillId: "french", level: 1, relaxAfterSeconds: null }];
  const bob = { id: "bob", skills: new Map([["french", 1]]) };
  const kept = { id: "mail", lastPersonId: "ada", queuedSince: start };
  const queues = [{ id: "queue", lastPersonSeconds: 20 }];
  const passed = [{ ...kept, passedBy: ["ada"] }];
  expect(gifts(floor({ people: [{ id: "ada" }, bob], queues, items: passed }))).toEqual(["mail → bob"]);
  const unskilled = [{ ...kept, requirements }];
  expect(gifts(floor({ people: [{ id: "ada" }, bob], queues, items: unskilled }))).toEqual(["mail → bob"]);
});

test("work goes to who has not passed on it yet, and round again when all have", () => {
  const full = { id: "cem", capacity: 0 };
  const people = [{ id: "ada", idleSince: seconds(-900) }, { id: "bob" }];
  const passedBy = (...ids: string[]) => [{ id: "mail", passedBy: ids }];
  expect(gifts(floor({ people, items: passedBy("ada") }))).toEqual(["mail → bob"]);
  expect(gifts(floor({ people, items: passedBy("ada", "bob") }))).toEqual(["mail → ada"]);
  expect(gifts(floor({ people: [...people, full], items: passedBy("ada", "bob") }))).toEqual([]);
});

test("a call is held out only to who is ready to carry it, whoever would be first for all else", () => {
  const state = floor({
    people: [{ id: "ada", hasPhone: false, idleSince: seconds(-600) }, { id: "bob" }],
    items: [{ id: "call", kind: "call", priority: 1 }, { id: "mail" }],
  });
  expect(plan(state, start)).toMatchObject([
    { type: "offer", itemId: "call", personId: "bob" },
    { type: "offer", itemId: "mail", personId: "ada" },
  ]);
});

test("a call that is held out to somebody whose phone is gone goes on, and other work stays", () => {
  const offered = { state: "offered" as const, offeredTo: "ada", offerEndsAt: seconds(20) };
  const state = floor({
    people: [{ id: "ada", hasPhone: false }],
    items: [
      { id: "call", kind: "call", ...offered },
      { id: "chat", kind: "chat", ...offered },
    ],
  });
  expect(plan(state, start)).toEqual([{ type: "withdraw", itemId: "call", personId: "ada" }]);
});

test("whoever is in a call, or is asked for one, is asked for no other, and still for all else", () => {
  const call = { kind: "call" as const, priority: 1 };
  const offered = { state: "offered" as const, offeredTo: "bob", offerEndsAt: seconds(20) };
  const people = [{ id: "ada", inCalls: ["elsewhere"] }, { id: "bob" }, { id: "cem" }];
  const items = [
    { id: "first", ...call, ...offered },
    { id: "second", ...call },
    { id: "third", ...call },
    { id: "mail" },
  ];
  expect(gifts(floor({ people: people.slice(0, 2), items }))).toEqual(["mail → ada"]);
  expect(gifts(floor({ people, items }))).toEqual(["second → cem", "mail → ada"]);
});

test("a call goes on from somebody who is in another by now, and stays with who is on the way to it", () => {
  const offered = { state: "offered" as const, offeredTo: "ada", offerEndsAt: seconds(20) };
  const items = [{ id: "call", kind: "call" as const, ...offered }];
  const withLegIn = (...inCalls: string[]) => floor({ people: [{ id: "ada", inCalls }], items });
  expect(plan(withLegIn("other"), start)).toEqual([{ type: "withdraw", itemId: "call", personId: "ada" }]);
  expect(plan(withLegIn("call"), start)).toEqual([]);
});

test("a call is not kept for whom the contact knows while they have no phone", () => {
  const state = floor({
    people: [{ id: "ada", hasPhone: false }, { id: "bob" }],
    queues: [{ id: "queue", lastPersonSeconds: 20 }],
    items: [{ id: "call", kind: "call", lastPersonId: "ada" }],
  });
  expect(plan(state, start)).toMatchObject([{ type: "offer", personId: "bob" }]);
});
