import { expect, test } from "vitest";
import { plan } from "./plan.ts";
import { carryOut, floor, mornings, seconds } from "./test-floor.ts";

const first = { id: "first", overflowAfterSeconds: 60, overflowQueueId: "second", memberIds: ["ada"] };
const second = { id: "second", overflowAfterSeconds: 30, overflowQueueId: "first", memberIds: ["bob"] };
const mail = { id: "mail", queueId: "first", queuedSince: seconds(0), waitingSince: seconds(-900) };
const full = (id: string) => ({ id, capacity: 0 });
const moved = (from: string, to: string) => [{ type: "overflow", itemId: "mail", from, to }];

test("what nobody took in the queue's time goes to the next queue, and waits there by that one's time", () => {
  const third = { id: "third" };
  const state = floor({ queues: [first, { ...second, overflowQueueId: "third" }, third], items: [mail] });
  expect(plan(state, seconds(59))).toEqual([]);
  expect(plan(state, seconds(60))).toEqual(moved("first", "second"));
  carryOut(state, plan(state, seconds(60)), seconds(60));
  expect(plan(state, seconds(89))).toEqual([]);
  expect(plan(state, seconds(90))).toEqual(moved("second", "third"));
});

test("who is free in its own queue has it before it goes on", () => {
  const state = floor({ people: [{ id: "ada" }], queues: [first, second], items: [mail] });
  expect(plan(state, seconds(60))).toMatchObject([{ type: "offer", personId: "ada" }]);
});

test.each([
  ["that is archived", []],
  ["that is closed", [{ ...second, officeHours: { ...mornings, days: [] } }]],
])("nothing goes to a queue %s", (_, others) => {
  const state = floor({ queues: [first, ...others], items: [mail] });
  expect(plan(state, seconds(60))).toEqual([]);
});

test("nothing goes on to its own queue", () => {
  const state = floor({ queues: [{ ...first, overflowQueueId: "first" }], items: [mail] });
  expect(plan(state, seconds(60))).toEqual([]);
});

test("between queues that lead to each other work goes only where somebody has room", () => {
  const queues = [first, second];
  const items = [mail, { ...mail, id: "other", waitingSince: seconds(-800) }];
  const nobodyFree = floor({ people: [full("ada"), full("bob")], queues, items });
  expect(plan(nobodyFree, seconds(9_000))).toEqual([]);
  const roomForOne = floor({ people: [full("ada"), { id: "bob", capacity: 1 }], queues, items });
  expect(plan(roomForOne, seconds(60))).toEqual(moved("first", "second"));
});

test("between queues that lead to each other work goes where somebody is, if only there", () => {
  const state = floor({ people: [full("bob")], queues: [first, second], items: [mail] });
  expect(plan(state, seconds(60))).toEqual(moved("first", "second"));
  carryOut(state, plan(state, seconds(60)), seconds(60));
  expect(plan(state, seconds(9_000))).toEqual([]);
});
