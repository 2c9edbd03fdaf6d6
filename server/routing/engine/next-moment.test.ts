import { expect, test } from "vitest";
import { nextMoment } from "./next-moment.ts";
import { plan } from "./plan.ts";
import type { EngineItem } from "./state.ts";
import { floor, mornings, seconds, start } from "./test-floor.ts";

const mail = { id: "mail", queuedSince: start, waitingSince: start };
const noon = Date.parse("2025-06-04T12:00:00Z");

test("when nothing but an event can change something, there is none", () => {
  expect(nextMoment(floor({}), start)).toBeUndefined();
  const inHand = { id: "mail", state: "active" as const, ownerId: "ada" };
  expect(nextMoment(floor({ people: [{ id: "ada" }], items: [inHand] }), start)).toBeUndefined();
  expect(nextMoment(floor({ people: [{ id: "ada" }], items: [mail] }), start)).toBeUndefined();
});

test.each<[string, Partial<EngineItem>, number]>([
  ["an offer ends", { state: "offered", offeredTo: "ada", offerEndsAt: seconds(20) }, 20],
  ["a wrap-up ends", { state: "wrapUp", ownerId: "ada", wrapUpEndsAt: seconds(25) }, 25],
  ["a chat comes to rest", { state: "active", kind: "chat", ownerId: "ada", lastActivityAt: start }, 600],
  ["work goes back", { state: "active", ownerId: "gone" }, 300],
])("it is when %s", (_, change, at) => {
  const gone = { id: "gone", isOnline: false, onlineSince: start };
  const state = floor({ people: [{ id: "ada" }, gone], items: [{ id: "item", ...change }] });
  expect(nextMoment(state, start)).toBe(seconds(at));
  expect(nextMoment(state, seconds(at))).toBeUndefined();
});

test("it is when waiting work asks for less, or is kept for nobody any more", () => {
  const queues = [{ id: "queue", languageSeconds: 30, lastPersonSeconds: 20 }];
  const requirements = [{ skillId: "french", level: 1, relaxAfterSeconds: 40 }];
  const items = [{ ...mail, language: "fr", requirements, lastPersonId: "bob" }];
  const state = floor({ people: [{ id: "ada", languages: ["de"] }], queues, items });
  expect(nextMoment(state, start)).toBe(seconds(20));
  expect(nextMoment(state, seconds(20))).toBe(seconds(30));
  expect(nextMoment(state, seconds(30))).toBe(seconds(40));
  expect(nextMoment(state, seconds(40))).toBeUndefined();
});

test("while nobody has room, only overflow moves what waits", () => {
  const items = [{ ...mail, requirements: [{ skillId: "french", level: 1, relaxAfterSeconds: 40 }] }];
  const queues = [{ id: "queue", overflowAfterSeconds: 90, overflowQueueId: "other" }, { id: "other" }];
  const people = [{ id: "ada", capacity: 0 }];
  expect(nextMoment(floor({ people, items }), start)).toBeUndefined();
  expect(nextMoment(floor({ people, queues, items }), start)).toBe(seconds(90));
});

test("work that goes on only to where somebody is looks again when it asks for less", () => {
  const there = { id: "queue", overflowAfterSeconds: 10, overflowQueueId: "other", memberIds: [] };
  const other = { id: "other", overflowAfterSeconds: 10, overflowQueueId: "queue" };
  const items = [{ ...mail, requirements: [{ skillId: "french", level: 1, relaxAfterSeconds: 40 }] }];
  const state = floor({ people: [{ id: "ada", capacity: 0 }], queues: [there, other], items });
  expect(nextMoment(state, seconds(10))).toBe(seconds(40));
  expect(plan(state, seconds(39))).toEqual([]);
  expect(plan(state, seconds(40))).toMatchObject([{ type: "overflow" }]);
});

test("what waits for office hours is looked at every minute", () => {
  const people = [{ id: "ada" }];
  const closed = { id: "queue", officeHours: mornings };
  expect(nextMoment(floor({ people, queues: [closed], items: [mail] }), noon + 7_000)).toBe(noon + 60_000);
  const overflows = { id: "queue", overflowAfterSeconds: 90, overflowQueueId: "other" };
  const other = { id: "other", officeHours: mornings };
  const state = floor({ queues: [overflows, other], items: [mail] });
  expect(nextMoment(state, noon + 7_000)).toBe(noon + 60_000);
});
