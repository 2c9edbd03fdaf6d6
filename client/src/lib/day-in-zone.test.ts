import { expect, test } from "vitest";
import { dateIn, dayIn } from "./day-in-zone.ts";

const hour = 3_600_000;

test.each([
  ["2026-03-02", "Europe/Berlin", "2026-03-01T23:00:00Z", 24],
  ["2026-03-29", "Europe/Berlin", "2026-03-28T23:00:00Z", 23],
  ["2026-10-25", "Europe/Berlin", "2026-10-24T22:00:00Z", 25],
  ["2026-03-02", "America/Los_Angeles", "2026-03-02T08:00:00Z", 24],
  ["2026-03-02", "Asia/Kathmandu", "2026-03-01T18:15:00Z", 24],
  ["2026-09-06", "America/Santiago", "2026-09-06T04:00:00Z", 23],
  ["2026-03-02", "UTC", "2026-03-02T00:00:00Z", 24],
])("%s in %s begins at %s and has %i hours", (date, zone, begins, hours) => {
  const day = dayIn(date, zone);
  expect(new Date(day.begins).toISOString()).toBe(new Date(begins).toISOString());
  expect((day.ends - day.begins) / hour).toBe(hours);
  expect(dateIn(day.begins, zone)).toBe(date);
  expect(dateIn(day.ends - 1, zone)).toBe(date);
});
