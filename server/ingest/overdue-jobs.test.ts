import { expect, test } from "vitest";
import { createOverdueJobs } from "./overdue-jobs.ts";

const now = new Date("2026-03-01T12:00:00.000Z");
const dueIn = (seconds: number) => ({ dueAt: new Date(now.getTime() + seconds * 1_000).toISOString() });

test("tasks due within the same five seconds share a job that runs when these are over", () => {
  const jobs = createOverdueJobs(() => now).missing([dueIn(900), dueIn(904), dueIn(905)]);
  expect(jobs).toEqual(
    [
      { from: "2026-03-01T12:15:00.000Z", until: "2026-03-01T12:15:05.000Z" },
      { from: "2026-03-01T12:15:05.000Z", until: "2026-03-01T12:15:10.000Z" },
    ].map((payload) => ({ name: "announceOverdueBetween", payload, runAt: payload.until })),
  );
});

test("a job is missing until it is committed", () => {
  const overdueJobs = createOverdueJobs(() => now);
  const jobs = overdueJobs.missing([dueIn(900)]);
  expect(overdueJobs.missing([dueIn(901)])).toEqual(jobs);
  overdueJobs.added(jobs);
  expect(overdueJobs.missing([dueIn(901)])).toEqual([]);
});

test("what is due soon gets a job each time, as the one before may run too early for it", () => {
  let time = now;
  const overdueJobs = createOverdueJobs(() => time);
  overdueJobs.added(overdueJobs.missing([dueIn(30), dueIn(900)]));
  expect(overdueJobs.missing([dueIn(30)])).toHaveLength(1);
  time = new Date(now.getTime() + 890_000);
  expect(overdueJobs.missing([dueIn(900)])).toHaveLength(1);
});
