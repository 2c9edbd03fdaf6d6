import { expect, test } from "vitest";
import { floor, mornings, seconds, start } from "./test-floor.ts";
import { waitOf } from "./wait-of.ts";

const minute = 60_000;
const known = { averageHandleMs: 5 * minute, people: 2 };

const items = [
  { id: "urgent", priority: 1, waitingSince: seconds(-1) },
  { id: "old", waitingSince: seconds(-90) },
  { id: "new", waitingSince: seconds(-10) },
  { id: "elsewhere", queueId: "other", waitingSince: seconds(-900) },
  { id: "held out", state: "offered" as const, offeredTo: "ada", offerEndsAt: seconds(9) },
  { id: "in hand", state: "active" as const, ownerId: "ada" },
  { id: "not routed", queueId: null },
];
const queues = [{ id: "queue" }, { id: "other" }];
const state = floor({ people: [{ id: "ada" }], queues, items });

test("tells the place in the line, and the wait by what so many people get done", () => {
  const waits = ["urgent", "old", "new", "elsewhere"].map((id) => waitOf(state, id, start, known));
  expect(waits).toEqual([
    { position: 1, expectedMs: 2.5 * minute },
    { position: 2, expectedMs: 5 * minute },
    { position: 3, expectedMs: 7.5 * minute },
    { position: 1, expectedMs: 2.5 * minute },
  ]);
});

test("says nothing of a wait that nobody can know", () => {
  const unknown = { position: 3, expectedMs: null };
  expect(waitOf(state, "new", start, { averageHandleMs: null, people: 2 })).toEqual(unknown);
  expect(waitOf(state, "new", start, { averageHandleMs: minute, people: null })).toEqual(unknown);
  expect(waitOf(state, "new", start, { averageHandleMs: minute, people: 0 })).toEqual(unknown);
  const closed = floor({ queues: [{ id: "queue", officeHours: { ...mornings, days: [] } }], items });
  expect(waitOf(closed, "new", start, known)).toEqual(unknown);
});

test("what somebody is being asked for is next, and what does not wait in a queue has no place", () => {
  expect(waitOf(state, "held out", start, known)).toEqual({ position: 1, expectedMs: 0 });
  for (const id of ["in hand", "not routed", "unknown"])
    expect(waitOf(state, id, start, known)).toBeUndefined();
});
