import { expect, test } from "vitest";
import { createPace } from "./pace.ts";

const batchSize = 400;
const step = (behind: number) => ({ count: 400, behind, tookMs: 10 });
let isStrained = false;
const restAfter = createPace(batchSize, () => isStrained);

test("less than a batch waits for more to come", () => {
  expect(restAfter(step(399))).toBeGreaterThan(0);
  expect(restAfter({ count: 0, behind: 0, tookMs: 1 })).toBeGreaterThan(restAfter(step(0)));
});

test("a little more is worked off with breath between the steps, and much without", () => {
  expect(restAfter(step(2_000))).toBe(10);
  expect(restAfter(step(20_000))).toBe(0);
});

test("a process that is short of time lets it wait, but no more than is soon made good", () => {
  isStrained = true;
  expect(restAfter(step(20_000))).toBeGreaterThan(10);
  expect(restAfter(step(200_000))).toBe(0);
  for (let nth = 0; nth < 50; nth++) restAfter({ ...step(0), tookMs: 40 });
  expect(restAfter(step(60_000))).toBe(0);
  isStrained = false;
});
