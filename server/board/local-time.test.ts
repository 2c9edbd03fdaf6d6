import { expect, test } from "vitest";
import { beginnings } from "./local-time.ts";

const at = (moment: string, timeZone: string) => {
  const { dayBegan, hourBegan } = beginnings(timeZone, Date.parse(moment));
  return [new Date(dayBegan).toISOString(), new Date(hourBegan).toISOString()];
};

test("a day and an hour begin where the clocks on the wall say so", () => {
  expect(at("2031-05-06T07:08:09.123Z", "UTC")).toEqual([
    "2031-05-06T00:00:00.000Z",
    "2031-05-06T07:00:00.000Z",
  ]);
  expect(at("2031-05-06T20:08:00Z", "Asia/Kathmandu")).toEqual([
    "2031-05-06T18:15:00.000Z",
    "2031-05-06T19:15:00.000Z",
  ]);
  expect(at("2031-05-06T02:00:00Z", "America/New_York")).toEqual([
    "2031-05-05T04:00:00.000Z",
    "2031-05-06T02:00:00.000Z",
  ]);
});

test("a day on which the clocks change is an hour longer or shorter", () => {
  expect(at("2030-03-31T20:30:00Z", "Europe/Berlin")[0]).toBe("2030-03-30T23:00:00.000Z");
  expect(at("2030-10-27T20:30:00Z", "Europe/Berlin")[0]).toBe("2030-10-26T22:00:00.000Z");
});

test("where midnight itself is left out, the day begins after it", () => {
  expect(at("2024-04-26T12:00:00Z", "Africa/Cairo")[0]).toBe("2024-04-25T22:00:00.000Z");
});
