import { expect, test } from "vitest";
import { channelId, createLog } from "../test-log.ts";
import { applyEvent } from "./apply-event.ts";

test("work that waits, is offered, accepted, wrapped up and done is seen in each state and counts once", () => {
  const log = createLog();
  log.queue("sales", ["anna"]);
  log.ready("anna");
  log.arrive(10, "one", "sales");
  expect(log.queueAt(12, "sales")).toMatchObject({
    waiting: 1,
    offered: 0,
    longestSince: "2031-05-06T10:00:10.000Z",
  });
  log.add(15, "workItem.offered", { workItemId: "one", queueId: "sales", personId: "anna", until: "" });
  expect(log.queueAt(16, "sales")).toMatchObject({
    waiting: 0,
    offered: 1,
    longestSince: "2031-05-06T10:00:10.000Z",
  });
  expect(log.personAt(16, "anna")).toMatchObject({
    state: "ready",
    load: 2,
    work: [{ workItemId: "one", state: "offered" }],
  });
  log.add(20, "workItem.offerEnded", {
    workItemId: "one",
    queueId: "sales",
    personId: "anna",
    outcome: "accepted",
  });
  log.turn(20, "one", "active", "anna");
  expect(log.queueAt(21, "sales")).toMatchObject({
    offered: 0,
    inService: 1,
    longestSince: null,
    people: { working: 1, ready: 0 },
  });
  log.turn(80, "one", "wrapUp", "anna");
  expect(log.personAt(85, "anna")).toMatchObject({
    state: "wrapUp",
    since: "2031-05-06T10:01:20.000Z",
    load: 2,
  });
  log.turn(100, "one", "done", "anna");
  expect(log.queueAt(200, "sales")).toMatchObject({
    waiting: 0,
    inService: 0,
    wrapUp: 0,
    handledByChannel: { [channelId]: 1 },
    today: {
      arrived: 1,
      answered: 1,
      answeredInTime: 1,
      waitedMs: 10_000,
      longestWaitMs: 10_000,
      asaMs: 10_000,
      serviceLevel: 1,
      abandoned: 0,
      abandonmentRate: 0,
      handled: 1,
      handleMs: 60_000,
      wrapUpMs: 20_000,
      ahtMs: 80_000,
    },
  });
  expect(log.personAt(200, "anna")).toMatchObject({
    state: "ready",
    load: 0,
    work: [],
    handled: 1,
    ahtMs: 80_000,
    wrapUpMs: 20_000,
    occupancy: 80 / 200,
  });
});

test("an answer after the queue's time is late, and who leaves unanswered has abandoned", () => {
  const log = createLog();
  log.queue("sales", ["anna"]);
  log.arrive(0, "late", "sales");
  log.arrive(0, "gone", "sales");
  log.turn(21, "late", "active", "anna");
  log.turn(30, "gone", "done");
  expect(log.queueAt(30, "sales").today).toMatchObject({
    answered: 1,
    answeredInTime: 0,
    abandoned: 1,
    serviceLevel: 0,
    abandonmentRate: 0.5,
    handled: 0,
  });
});

test("a transfer counts for each who had it, and once as answered", () => {
  const log = createLog();
  log.queue("sales", ["anna", "ben"]);
  log.arrive(0, "one", "sales");
  log.turn(5, "one", "active", "anna");
  log.turn(65, "one", "active", "ben");
  log.turn(95, "one", "done", "ben");
  expect(log.queueAt(100, "sales").today).toMatchObject({ answered: 1, handled: 2, handleMs: 90_000 });
  expect(log.personAt(100, "anna")).toMatchObject({ handled: 1, ahtMs: 60_000 });
  expect(log.personAt(100, "ben")).toMatchObject({ handled: 1, ahtMs: 30_000 });
});

test("work that is handed back waits anew, and its wait counts from then", () => {
  const log = createLog();
  log.queue("sales", ["anna"]);
  log.arrive(0, "one", "sales");
  log.turn(5, "one", "active", "anna");
  log.turn(60, "one", "waiting");
  expect(log.queueAt(61, "sales")).toMatchObject({ waiting: 1, longestSince: "2031-05-06T10:01:00.000Z" });
  log.turn(70, "one", "active", "anna");
  expect(log.queueAt(71, "sales").today).toMatchObject({
    arrived: 2,
    answered: 2,
    waitedMs: 15_000,
    handled: 1,
  });
});

test("a wait goes on in the queue that it overflows to", () => {
  const log = createLog();
  log.queue("sales", []);
  log.queue("everybody", []);
  log.arrive(0, "one", "sales");
  log.add(30, "workItem.queued", {
    workItemId: "one",
    queueId: { from: "sales", to: "everybody" },
    reason: "overflow",
  });
  expect(log.queueAt(31, "sales")).toMatchObject({
    waiting: 0,
    today: { arrived: 1, overflowed: 1, abandoned: 0 },
  });
  expect(log.queueAt(31, "everybody")).toMatchObject({
    waiting: 1,
    longestSince: "2031-05-06T10:00:00.000Z",
    today: { arrived: 1 },
  });
  log.turn(40, "one", "active", "anna");
  expect(log.queueAt(41, "everybody").today).toMatchObject({ answered: 1, waitedMs: 40_000 });
});

test("what rests weighs nothing, leaves its person ready and is no time in hand", () => {
  const log = createLog();
  log.queue("sales", ["anna"]);
  log.ready("anna");
  log.arrive(0, "one", "sales");
  log.turn(10, "one", "active", "anna");
  log.add(40, "workItem.rested", { workItemId: "one", isResting: true });
  expect(log.personAt(41, "anna")).toMatchObject({ state: "ready", load: 0, work: [{ isResting: true }] });
  expect(log.queueAt(41, "sales").inService).toBe(0);
  log.add(100, "workItem.rested", { workItemId: "one", isResting: false });
  log.turn(110, "one", "done", "anna");
  expect(log.personAt(110, "anna")).toMatchObject({ handled: 1, ahtMs: 40_000 });
});

test("offers that were missed and declined count for whoever let them pass, and the work waits on", () => {
  const log = createLog();
  log.queue("sales", ["anna"]);
  log.arrive(0, "one", "sales");
  for (const [second, outcome] of [
    [5, "missed"],
    [9, "declined"],
    [13, "withdrawn"],
  ] as const) {
    log.add(second, "workItem.offered", { workItemId: "one", queueId: "sales", personId: "anna", until: "" });
    log.add(second + 2, "workItem.offerEnded", {
      workItemId: "one",
      queueId: "sales",
      personId: "anna",
      outcome,
    });
  }
  expect(log.queueAt(20, "sales")).toMatchObject({
    waiting: 1,
    offered: 0,
    today: { arrived: 1, missed: 1, declined: 1 },
  });
  expect(log.personAt(20, "anna")).toMatchObject({ missed: 1, work: [] });
});

test("what somebody set counts before what they have in hand, and presence before both", () => {
  const log = createLog();
  log.queue("sales", ["anna"]);
  const set = (second: number, to: "ready" | "busy" | "away" | "offline", reason: string | null = null) =>
    log.add(second, "person.availabilityChanged", {
      personId: "anna",
      availability: { from: "ready", to },
      reason,
    });
  log.arrive(0, "one", "sales", "anna");
  expect(log.personAt(1, "anna").state).toBe("offline");
  log.ready("anna", 10);
  expect(log.personAt(11, "anna").state).toBe("working");
  set(20, "away", "Lunch");
  expect(log.personAt(21, "anna")).toMatchObject({ state: "away", awayReason: "Lunch", load: 2 });
  expect(log.queueAt(21, "sales").people).toEqual({
    ready: 0,
    working: 0,
    wrapUp: 0,
    busy: 0,
    away: 1,
    offline: 0,
  });
  set(30, "busy");
  expect(log.personAt(31, "anna")).toMatchObject({ state: "busy", awayReason: null });
  set(40, "ready");
  log.turn(50, "one", "done", "anna");
  set(60, "offline");
  expect(log.personAt(100, "anna")).toMatchObject({ state: "offline", occupancy: 20 / 30 });
});

test("work in no queue counts for its person and for no queue", () => {
  const log = createLog();
  log.queue("sales", ["anna"]);
  log.arrive(0, "one", null);
  log.turn(30, "one", "active", "anna");
  log.turn(40, "one", "done", "anna");
  expect(log.personAt(41, "anna").handled).toBe(1);
  expect(log.queueAt(41, "sales").today).toMatchObject({ arrived: 0, answered: 0, handled: 0 });
});

test("an event that is given again changes nothing", () => {
  const log = createLog();
  log.queue("sales", []);
  log.arrive(0, "one", "sales");
  log.add(5, "workItem.queued", {
    workItemId: "one",
    queueId: { from: "sales", to: "else" },
    reason: "overflow",
  });
  for (const event of log.events) applyEvent(log.floor, event);
  expect(log.queueAt(6, "sales")).toMatchObject({ waiting: 0, today: { arrived: 1, overflowed: 1 } });
});

test("a log that begins in the middle, or speaks of what is not known, breaks nothing", () => {
  const log = createLog();
  log.turn(1, "nobody knows it", "active", "anna");
  log.add(2, "workItem.rested", { workItemId: "nobody knows it", isResting: true });
  log.add(3, "workItem.offerEnded", {
    workItemId: "nobody knows it",
    queueId: "sales",
    personId: "anna",
    outcome: "missed",
  });
  log.add(4, "workItem.queued", {
    workItemId: "nobody knows it",
    queueId: { from: "sales", to: null },
    reason: "archived",
  });
  log.add(5, "person.accessChanged", { personId: "anna" });
  log.arrive(6, "one", "a queue of which nothing was said");
  expect(log.queueAt(7, "a queue of which nothing was said")).toMatchObject({
    waiting: 1,
    people: { ready: 0 },
  });
  log.add(8, "person.availabilityChanged", {
    personId: "ben",
    availability: { from: "ready", to: "away" },
    reason: null,
  });
  expect(log.personAt(9, "ben").state).toBe("offline");
  expect(log.floor.people.has("anna")).toBe(false);
});

test("what is moved out of somebody's hands arrives where it waits, and waits since it is said to", () => {
  const log = createLog();
  log.queue("sales", ["anna"]);
  log.queue("care", ["ben"]);
  log.arrive(10, "one", "sales", "anna");
  log.add(40, "workItem.queued", {
    workItemId: "one",
    queueId: { from: "sales", to: "care" },
    reason: "person",
  });
  log.add(40, "workItem.stateChanged", {
    workItemId: "one",
    state: { from: "active", to: "waiting" },
    ownerId: { from: "anna", to: null },
    since: "2031-05-06T10:00:20.000Z",
  });
  expect(log.queueAt(41, "sales")).toMatchObject({
    waiting: 0,
    today: { arrived: 0, handled: 1, handleMs: 30_000 },
  });
  expect(log.queueAt(41, "care")).toMatchObject({
    waiting: 1,
    longestSince: "2031-05-06T10:00:20.000Z",
    today: { arrived: 1, handled: 0 },
  });
  log.turn(50, "one", "active", "ben");
  expect(log.queueAt(51, "care")).toMatchObject({ today: { answered: 1, waitedMs: 30_000 } });
});
