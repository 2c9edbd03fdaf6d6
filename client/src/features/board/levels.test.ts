import { expect, test } from "vitest";
import type { Figures } from "../../../../server/contract/board.ts";
import { levelsOf, worst } from "./levels.ts";

const now = Date.parse("2026-03-02T10:00:00Z");
const thresholds = {
  waiting: [3, 5],
  longestWaitSeconds: [60, 120],
  serviceLevel: [80, 60],
} satisfies Parameters<typeof levelsOf>[1];

const queue = (waiting: number, seconds: number | null, serviceLevel: number | null) => ({
  waiting: waiting - Math.min(waiting, 1),
  offered: Math.min(waiting, 1),
  longestSince: seconds === null ? null : new Date(now - seconds * 1000).toISOString(),
  today: { serviceLevel } as Figures,
});

test("figures are amber from the first threshold on and red from the second", () => {
  expect(levelsOf(queue(2, 59, 0.8), thresholds, now)).toEqual({
    waiting: "plain",
    longest: "plain",
    serviceLevel: "plain",
  });
  expect(levelsOf(queue(3, 60, 0.79), thresholds, now)).toEqual({
    waiting: "waiting",
    longest: "waiting",
    serviceLevel: "waiting",
  });
  expect(levelsOf(queue(5, 120, 0.59), thresholds, now)).toEqual({
    waiting: "late",
    longest: "late",
    serviceLevel: "late",
  });
});

test("a service level of nothing answered in time is red, and none at all is not judged", () => {
  expect(levelsOf(queue(0, null, 0), thresholds, now).serviceLevel).toBe("late");
  expect(levelsOf(queue(0, null, null), thresholds, now).serviceLevel).toBe("plain");
});

test("without thresholds, or with nobody waiting, nothing is coloured", () => {
  expect(worst(levelsOf(queue(90, 9000, 0.1), {}, now))).toBe("plain");
  expect(worst(levelsOf(queue(0, null, null), { ...thresholds, waiting: [0, 0] }, now))).toBe("plain");
});

test("the worst of a queue's figures is the queue's", () => {
  expect(worst({ waiting: "plain", longest: "late", serviceLevel: "waiting" })).toBe("late");
  expect(worst({ waiting: "waiting", longest: "plain", serviceLevel: "plain" })).toBe("waiting");
});
