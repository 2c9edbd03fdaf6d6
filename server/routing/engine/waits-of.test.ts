import { expect, test } from "vitest";
import { floor, seconds, start } from "./test-floor.ts";
import { waitsOf } from "./waits-of.ts";

const chat = { kind: "chat", weight: 2 } as const;

test("every chat that waits or is held out has its place; mail and what is in hand have none", () => {
  const state = floor({
    people: [{ id: "ada" }],
    items: [
      { id: "second", ...chat, waitingSince: seconds(-10) },
      { id: "first", ...chat, waitingSince: seconds(-20) },
      { id: "held out", ...chat, state: "offered", offeredTo: "ada", offerEndsAt: seconds(30) },
      { id: "in hand", ...chat, state: "active", ownerId: "ada" },
      { id: "mail", waitingSince: seconds(-5) },
    ],
  });
  const waits = waitsOf(state, new Map(), start);
  expect([...waits].map(([id, { position }]) => [id, position])).toEqual([
    ["first", 1],
    ["second", 2],
    ["held out", 1],
  ]);
});

test("the time depends on how many can be had in hand at once, and on who is there", () => {
  const state = floor({
    people: [
      { id: "ada", capacity: 6 },
      { id: "bob", isOnline: false },
      { id: "cy", availability: "away" },
    ],
    items: [
      { id: "first", ...chat, waitingSince: seconds(-20) },
      { id: "second", ...chat, waitingSince: seconds(-10) },
    ],
  });
  const waits = waitsOf(state, new Map([["queue", 300_000]]), start);
  expect(waits.get("first")?.expectedMs).toBe(100_000);
  expect(waits.get("second")?.expectedMs).toBe(200_000);
});

test("where nobody is there, or nothing was ever handled, no time is known", () => {
  const items = [{ id: "one", ...chat }];
  const empty = floor({ people: [{ id: "ada", isOnline: false }], items });
  expect(waitsOf(empty, new Map([["queue", 300_000]]), start).get("one")?.expectedMs).toBeNull();
  expect(
    waitsOf(floor({ people: [{ id: "ada" }], items }), new Map(), start).get("one")?.expectedMs,
  ).toBeNull();
});
