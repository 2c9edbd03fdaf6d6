import fc from "fast-check";
import { expect, test } from "vitest";
import type { OfficeHours } from "../contract/workspace.ts";
import { dueAfter, isOpenAt } from "./business-time.ts";

const weekdays = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, spans: [{ from: 540, to: 1020 }] }));
const berlin: OfficeHours = { timeZone: "Europe/Berlin", days: weekdays, holidays: ["2025-12-25"] };

test("without office hours every minute counts", () => {
  expect(dueAfter(new Date("2025-06-01T23:50:00Z"), 15, null)).toEqual(new Date("2025-06-02T00:05:00Z"));
});

test("what comes on a Friday evening is due on Monday morning", () => {
  expect(dueAfter(new Date("2025-06-06T20:00:00Z"), 15, berlin)).toEqual(new Date("2025-06-09T07:15:00Z"));
});

test("minutes left over at closing time go on after a holiday", () => {
  expect(dueAfter(new Date("2025-12-24T15:50:00Z"), 15, berlin)).toEqual(new Date("2025-12-26T08:05:00Z"));
});

test("who is never open answers as if always open", () => {
  const never = { ...berlin, days: [] };
  expect(dueAfter(new Date("2025-06-06T20:00:00Z"), 15, never)).toEqual(new Date("2025-06-06T20:15:00Z"));
});

test("what takes more than a year of a few minutes a week is due then", () => {
  const sunday = { timeZone: "UTC", days: [{ weekday: 0, spans: [{ from: 1429, to: 1440 }] }], holidays: [] };
  expect(dueAfter(new Date("2025-03-29T00:00:00Z"), 628, sunday)).toEqual(new Date("2026-05-03T23:50:00Z"));
});

const span = fc
  .tuple(fc.integer({ min: 0, max: 1439 }), fc.integer({ min: 30, max: 600 }))
  .map(([from, length]) => ({ from, to: Math.min(from + length, 1440) }));
const days = fc.array(
  fc.record({ weekday: fc.integer({ min: 0, max: 6 }), spans: fc.array(span, { maxLength: 3 }) }),
  { minLength: 3, maxLength: 7 },
);
const zones = fc.constantFrom(
  "Europe/Berlin",
  "America/New_York",
  "Australia/Lord_Howe",
  "Asia/Kathmandu",
  "America/Sao_Paulo",
  "Pacific/Apia",
  "UTC",
);
/** On days around clock changes of these zones. */
const moments = fc
  .tuple(
    fc.constantFrom(
      "2025-03-29",
      "2025-10-25",
      "2025-03-08",
      "2025-11-01",
      "2025-04-05",
      "2018-11-03",
      "2011-12-29",
    ),
    fc.integer({ min: 0, max: 2880 }),
  )
  .map(([date, offset]) => new Date(Date.parse(`${date}T00:00:00Z`) + offset * 60_000));

test("counts the same minutes as walking through them one by one, across zones and clock changes", () => {
  const minutes = fc.integer({ min: 1, max: 900 });
  fc.assert(
    fc.property(zones, days, moments, minutes, (timeZone, open, from, count) => {
      fc.pre(open.some(({ spans }) => spans.some((each) => each.from < each.to)));
      const hours = { timeZone, days: open, holidays: ["2025-03-30"] };
      expect(dueAfter(from, count, hours)).toEqual(walk(from, count, hours));
    }),
    { numRuns: 60 },
  );
});

test("is open when a clock on the wall says so, across zones, clock changes, split days and holidays", () => {
  const within = fc.integer({ min: 0, max: 59_999 });
  fc.assert(
    fc.property(zones, days, moments, within, (timeZone, open, minute, ms) => {
      const hours = { timeZone, days: open, holidays: ["2025-03-30"] };
      expect(isOpenAt(new Date(minute.getTime() + ms), hours)).toBe(wallClock(hours)(minute.getTime()));
    }),
    { numRuns: 2_000 },
  );
});

test("opens with the first minute of a span and closes with its last, and is always open without hours", () => {
  expect(isOpenAt(new Date("2025-06-06T06:59:59.999Z"), berlin)).toBe(false);
  expect(isOpenAt(new Date("2025-06-06T07:00:00Z"), berlin)).toBe(true);
  expect(isOpenAt(new Date("2025-06-06T14:59:59.999Z"), berlin)).toBe(true);
  expect(isOpenAt(new Date("2025-06-06T15:00:00Z"), berlin)).toBe(false);
  expect(isOpenAt(new Date("2025-12-25T10:00:00Z"), berlin)).toBe(false);
  expect(isOpenAt(new Date("2025-12-25T10:00:00Z"), null)).toBe(true);
});

/** Slow and obvious. */
function walk(from: Date, minutes: number, hours: OfficeHours): Date {
  const isOpen = wallClock(hours);
  let at = from.getTime();
  for (let left = minutes; left > 0; at += 60_000) if (isOpen(at)) left--;
  return new Date(at);
}

function wallClock({ timeZone, days, holidays }: OfficeHours): (at: number) => boolean {
  const format = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "short" });
  return (at) => {
    const [date = "", time = ""] = format.format(at).split(" ");
    const [hour = 0, minute = 0] = time.split(":").map(Number);
    const weekday = new Date(date).getUTCDay();
    const now = hour * 60 + minute;
    const isWithin = days.some(
      (day) => day.weekday === weekday && day.spans.some((span) => span.from <= now && now < span.to),
    );
    return isWithin && !holidays.includes(date);
  };
}
