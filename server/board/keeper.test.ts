import fc from "fast-check";
import { afterAll, beforeEach, expect, test } from "vitest";
import { newId } from "../../db/schema/columns.ts";
import { accessOf, makePerson, testHub } from "../../test/factories.ts";
import { boardAt } from "./board-at.ts";
import { applyEvent } from "./floor/apply-event.ts";
import type { FloorEvent } from "./floor/floor-events.ts";
import { minuteMs } from "./floor/quarters.ts";
import { emptyFloor } from "./floor/state.ts";
import { addTo, type Fact, noTally } from "./floor/tally.ts";
import { forgetSnapshots } from "./forget-snapshots.ts";
import { openKeeper } from "./keeper.ts";
import { presentBoard } from "./present-board.ts";
import { readSettings } from "./queries.ts";
import { rebuildTallies } from "./rebuild-tallies.ts";
import { tallyColumns } from "./tally-columns.ts";
import { anyLog, channelIds, queueIds, writeLog } from "./test-happenings.ts";

const hub = await testHub();
afterAll(hub.close);

const beginning = Date.parse("2031-05-06T19:50:00Z");
const never = new AbortController().signal;

async function clear() {
  await hub.deps.pool.query(
    "truncate events, floor_snapshots, work_tallies, tally_position, people restart identity cascade",
  );
}
beforeEach(clear);

test("what was counted as it went, over a restart, what is rebuilt, and what the events make are the same", async () => {
  await fc.assert(
    fc.asyncProperty(anyLog(beginning), fc.nat(80), async (events, restartAfter) => {
      await clear();
      const keeper = await openKeeper(hub.deps);
      await writeLog(hub.deps, events.slice(0, restartAfter));
      await keeper.keepUp(never);
      await writeLog(hub.deps, events.slice(restartAfter));
      await (await openKeeper(hub.deps)).keepUp(never);
      const kept = await tallies();
      expect(kept).toEqual(madeOf(events));
      await hub.deps.pool.query("truncate work_tallies, tally_position");
      await rebuildTallies(hub.deps);
      expect(await tallies()).toEqual(kept);
    }),
    { numRuns: 25 },
  );
});

test("a past moment is the same from any snapshot as from all events", async () => {
  const admin = await makePerson(hub, { role: "admin" });
  const access = await accessOf(hub, admin);
  await fc.assert(
    fc.asyncProperty(anyLog(beginning), fc.nat(20 * 60 * minuteMs), async (events, laterMs) => {
      await hub.deps.pool.query(
        "truncate events, floor_snapshots, work_tallies, tally_position restart identity",
      );
      const keeper = await openKeeper(hub.deps);
      await writeLog(hub.deps, events);
      await keeper.keepUp(never);
      const at = beginning + laterMs;
      hub.setClock(new Date(beginning + 100 * 60 * 60 * minuteMs));
      const floor = emptyFloor(0);
      for (const event of events) if (Date.parse(event.at) <= at) applyEvent(floor, event);
      const settings = await readSettings(hub.deps);
      const board = await boardAt(hub.deps, { access, at: new Date(at).toISOString() });
      const expected = presentBoard(floor, { access, at, settings });
      expect(board.queues).toEqual(expected.queues);
      // Who was there before the log began is on the board as well.
      expect(board.people.filter(({ personId }) => personId !== admin.id)).toEqual(expected.people);
    }),
    { numRuns: 25 },
  );
  hub.setClock();
});

test("two nodes that follow the log at once count nothing twice", async () => {
  const [one, other] = [await openKeeper(hub.deps), await openKeeper(hub.deps)];
  await writeLog(hub.deps, arrivals(3));
  await one.keepUp(never);
  await expect(other.keepUp(never)).rejects.toThrow();
  await (await openKeeper(hub.deps)).keepUp(never);
  expect((await tallies()).map(({ arrived }) => arrived)).toEqual([3]);
});

test("what happened before the first snapshot is in the floor by its rows, and counts for nothing", async () => {
  await writeLog(hub.deps, arrivals(2));
  await (await openKeeper(hub.deps)).keepUp(never);
  expect(await tallies()).toEqual([]);
});

test("snapshots are no more than five minutes of the log apart, and thin out to one an hour", async () => {
  const keeper = await openKeeper(hub.deps);
  await writeLog(hub.deps, arrivals(30, 2 * minuteMs));
  await keeper.keepUp(never);
  const times = await snapshotTimes();
  expect(times).toHaveLength(15);
  expect(times.slice(0, 4)).toEqual(["19:52", "19:56", "20:00", "20:04"]);
  hub.setClock(new Date(beginning + 3 * 24 * 60 * minuteMs));
  await forgetSnapshots(hub.deps);
  hub.setClock();
  expect(await snapshotTimes()).toEqual(["19:52", "20:00"]);
});

test("snapshots that the log no longer goes on from are forgotten, and there is no board for then", async () => {
  const access = await accessOf(hub, await makePerson(hub, { role: "admin" }));
  const keeper = await openKeeper(hub.deps);
  await writeLog(hub.deps, arrivals(30, 2 * minuteMs));
  await keeper.keepUp(never);
  await hub.deps.pool.query("delete from events where at < $1", [new Date(beginning + 30 * minuteMs)]);
  await forgetSnapshots(hub.deps);
  expect((await snapshotTimes())[0]).toBe("20:20");
  hub.setClock(new Date(beginning + 2 * 60 * minuteMs));
  const boardOf = (minute: number) =>
    boardAt(hub.deps, { access, at: new Date(beginning + minute * minuteMs).toISOString() });
  await expect(boardOf(20)).rejects.toMatchObject({ code: "not_found" });
  expect((await boardOf(31)).queues[0]?.waiting).toBe(15);
  hub.setClock();
});

/** So many pieces of work, one after the other. */
const arrivals = (count: number, everyMs = 1_000): Pick<FloorEvent, "type" | "at" | "data">[] =>
  Array.from({ length: count }, (_, nth) => ({
    type: "workItem.created",
    at: new Date(beginning + (nth + 1) * everyMs).toISOString(),
    data: {
      workItemId: newId(),
      channelId: channelIds[0] ?? "",
      kind: "chat",
      queueId: queueIds[0] ?? "",
      priority: 0,
      ownerId: null,
    },
  }));

async function snapshotTimes(): Promise<string[]> {
  const { rows } = await hub.deps.pool.query<{ time: string }>(
    "select to_char(at, 'HH24:MI') as time from floor_snapshots where at > $1 order by at",
    [new Date(beginning)],
  );
  return rows.map(({ time }) => time);
}

async function tallies() {
  const { rows } = await hub.deps.pool.query(
    `select date_part('epoch', quarter) * 1000 as quarter, queue_id as "queueId", channel_id as "channelId",
      person_id as "personId", ${tallyColumns.map(({ key, name }) => `${name} as "${key}"`)}
    from work_tallies`,
  );
  return rows.toSorted((a, b) => keyOf(a).localeCompare(keyOf(b)));
}

function madeOf(events: FloorEvent[]) {
  const floor = emptyFloor(0);
  const rows = new Map<string, object>();
  for (const { adds, work: _, ...place } of events.flatMap((event) => applyEvent(floor, event).facts)) {
    const row = { ...place, ...noTally(), ...rows.get(keyOf(place)) };
    addTo(row, adds);
    rows.set(keyOf(place), row);
  }
  return [...rows.entries()].toSorted(([a], [b]) => a.localeCompare(b)).map(([, row]) => row);
}

const keyOf = ({ quarter, queueId, channelId, personId }: Omit<Fact, "adds" | "work">) =>
  [quarter, queueId, channelId, personId].join();
