import { expect, test } from "vitest";
import { channelId, createLog } from "../test-log.ts";

test("the line of the last hour tells how many waited as each minute began", () => {
  const log = createLog();
  log.queue("sales", []);
  log.arrive(30, "one", "sales");
  log.arrive(60, "two", "sales");
  log.turn(150, "one", "done");
  expect(log.queueAt(185, "sales").waitingByMinute).toEqual([...Array(57).fill(0), 1, 2, 1]);
  expect(log.queueAt(2 * 3_600, "sales").waitingByMinute).toEqual(Array(60).fill(1));
});

test("time passes into the quarters in which it was", () => {
  const log = createLog("2031-05-06T10:10:00Z");
  log.ready("anna");
  log.arrive(60, "one", null, "anna");
  log.add(26 * 60, "person.presenceChanged", { personId: "anna", isOnline: { from: true, to: false } });
  const quarters = [...(log.floor.tallies.people.get("anna") ?? [])].map(([at, tally]) => [
    new Date(at).toISOString().slice(11, 16),
    tally.occupiedMs / 60_000,
    tally.availableMs / 60_000,
  ]);
  expect(quarters).toEqual([
    ["10:00", 4, 5],
    ["10:15", 15, 15],
    ["10:30", 6, 6],
  ]);
});

test("time in a state that lasts counts as each quarter ends", () => {
  const log = createLog("2031-05-06T10:10:00Z");
  log.ready("anna");
  log.queue("sales", []);
  log.arrive(21 * 60, "one", "sales");
  const quarters = [...(log.floor.tallies.people.get("anna") ?? [])].map(
    ([, tally]) => tally.availableMs / 60_000,
  );
  expect(quarters).toEqual([5, 15]);
});

test("the longest day is kept whole, and the day before is let go of", () => {
  const log = createLog();
  log.queue("sales", []);
  const quarters = () => log.floor.tallies.queues.get("sales")?.get(channelId)?.size;
  log.arrive(0, "one", "sales");
  log.arrive(25 * 3_600, "two", "sales");
  expect(quarters()).toBe(2);
  log.arrive(27 * 3_600, "three", "sales");
  expect(quarters()).toBe(2);
});
