import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { daysOf, type Range } from "./use-report-place.ts";

beforeEach(() => vi.useFakeTimers({ now: Date.parse("2026-03-29T22:30:00Z"), toFake: ["Date"] }));
afterEach(() => vi.useRealTimers());

const daysIn = (range: Range, zone: string) => {
  const { from, to } = daysOf({ range, by: "day" }, zone);
  return `${from} ${to}`;
};

test("a range ends with the day that it is there, wherever somebody looks from", () => {
  expect(daysIn("today", "Europe/Berlin")).toBe("2026-03-30 2026-03-30");
  expect(daysIn("today", "America/New_York")).toBe("2026-03-29 2026-03-29");
  expect(daysIn("yesterday", "Europe/Berlin")).toBe("2026-03-29 2026-03-29");
  expect(daysIn("week", "Europe/Berlin")).toBe("2026-03-24 2026-03-30");
  expect(daysIn("month", "Asia/Kathmandu")).toBe("2026-03-01 2026-03-30");
});

test("days of one's own are taken in order", () => {
  const place = { range: "own", by: "day", from: "2026-03-05", to: "2026-03-02" } as const;
  expect(daysOf(place, "UTC")).toEqual({ from: "2026-03-02", to: "2026-03-05" });
});
