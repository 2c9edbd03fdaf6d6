import fc from "fast-check";
import { afterAll, beforeEach, expect, test } from "vitest";
import { newId } from "../../../db/schema/columns.ts";
import { accessOf, makePerson, testHub } from "../../../test/factories.ts";
import { CountedFigure, type CountedWork } from "../../contract/board.ts";
import type { Access } from "../../permissions/access.ts";
import { boardAt } from "../board-at.ts";
import { minuteMs } from "../floor/quarters.ts";
import { forgetSnapshots } from "../forget-snapshots.ts";
import { openKeeper } from "../keeper.ts";
import { reportOn } from "../report-on.ts";
import { anyLog, channelIds, personIds, queueIds, writeLog } from "../test-happenings.ts";
import { countOf } from "./counted-figures.ts";
import { listCounted } from "./list-counted.ts";

const hub = await testHub();
afterAll(hub.close);

const beginning = Date.parse("2031-05-06T19:50:00Z");
const never = new AbortController().signal;
const isoAt = (minute: number) => new Date(beginning + minute * minuteMs).toISOString();

let access: Access;
beforeEach(async () => {
  await clear();
  access = await accessOf(hub, await makePerson(hub, { role: "admin" }));
  hub.setClock(new Date(isoAt(100 * 60)));
});

const clear = () =>
  hub.deps.pool.query("truncate events, floor_snapshots, work_tallies, tally_position restart identity");

type Query = Partial<Parameters<typeof listCounted>[1]["query"]>;

const list = (query: Query) =>
  listCounted(hub.deps, {
    access,
    query: { figure: "arrived", from: isoAt(0), by: "day", limit: 50, ...query },
  });

/** Page by page to its end. */
async function listAll(query: Query): Promise<CountedWork[]> {
  const { items, next } = await list(query);
  return next === undefined ? items : [...items, ...(await listAll({ ...query, cursor: next }))];
}

const wish = fc.record({
  figure: fc.constantFrom(...CountedFigure.options),
  queueId: fc.option(fc.constantFrom(...queueIds), { nil: undefined }),
  channelId: fc.option(fc.constantFrom(...channelIds), { nil: undefined }),
  personId: fc.option(fc.constantFrom(...personIds), { nil: undefined }),
  limit: fc.integer({ min: 1, max: 9 }),
});

test("whatever happened, a list holds as much as the report's figure, newest first and nothing twice", async () => {
  await fc.assert(
    fc.asyncProperty(anyLog(beginning), wish, async (events, { limit, ...wanted }) => {
      await clear();
      const keeper = await openKeeper(hub.deps);
      await writeLog(hub.deps, events);
      await keeper.keepUp(never);
      const days = { from: "2031-05-06", to: "2031-05-10" };
      const report = await reportOn(hub.deps, { access, query: { ...days, by: "day", ...wanted } });
      const rows = await listAll({ ...wanted, limit });
      expect(rows).toHaveLength(countOf(wanted.figure, report.total));
      const positions = rows.map(({ position }) => position);
      expect(positions).toEqual([...new Set(positions)].toSorted((a, b) => b - a));
    }),
    { numRuns: 60 },
  );
});

test("whenever one looks, a list holds as much as the board's figure, be it counted by the quarter already or not", async () => {
  const minutes = fc.nat(20 * 60);
  await fc.assert(
    fc.asyncProperty(anyLog(beginning), fc.nat(80), minutes, wish, async (events, keptTo, minute, wanted) => {
      await clear();
      const keeper = await openKeeper(hub.deps);
      await writeLog(hub.deps, events.slice(0, keptTo));
      await keeper.keepUp(never);
      await writeLog(hub.deps, events.slice(keptTo));
      const to = isoAt(minute);
      const { dayBegan, hourBegan, queues } = await boardAt(hub.deps, { access, at: to });
      for (const { queueId, today, thisHour } of queues) {
        const { figure, limit } = wanted;
        const [ofDay, ofHour] = [
          await listAll({ figure, limit, queueId, from: dayBegan, to }),
          await listAll({ figure, limit, queueId, from: hourBegan, to }),
        ];
        expect(ofDay).toHaveLength(countOf(figure, today));
        expect(ofHour).toHaveLength(countOf(figure, thisHour));
      }
    }),
    { numRuns: 40 },
  );
});

test("pages go on in the middle of what happened in one moment", async () => {
  const keeper = await openKeeper(hub.deps);
  await writeLog(
    hub.deps,
    Array.from({ length: 2_500 }, () => arrival(20)),
  );
  await keeper.keepUp(never);
  const first = await list({ limit: 100 });
  expect(first.items.map(({ position }) => position)).toEqual(down(2_500, 100));
  const second = await list({ limit: 100, cursor: first.next });
  expect(second.items.map(({ position }) => position)).toEqual(down(2_400, 100));
  expect(await listAll({ limit: 100 })).toHaveLength(2_500);
});

test("an hour of the day is that of the workspace's time zone, on whichever day", async () => {
  const keeper = await openKeeper(hub.deps);
  const day = 24 * 60;
  await writeLog(hub.deps, [arrival(5), arrival(20), arrival(60), arrival(day + 30), arrival(day + 80)]);
  await keeper.keepUp(never);
  const { rows } = await reportOn(hub.deps, {
    access,
    query: { from: "2031-05-06", to: "2031-05-08", by: "hour" },
  });
  for (const { key, arrived } of rows)
    expect(await listAll({ by: "hour", hour: Number.parseInt(key ?? "", 10) })).toHaveLength(arrived);
  expect(rows.map(({ arrived }) => arrived)).toEqual([1, 3, 1]);
});

test("what is rare in a long time comes in short pages that go on", async () => {
  const keeper = await openKeeper(hub.deps);
  await writeLog(
    hub.deps,
    Array.from({ length: 30 }, (_, nth) => arrival(nth * 60 + 30)),
  );
  await keeper.keepUp(never);
  const { items, next } = await list({});
  expect(items.length).toBeLessThan(30);
  expect(next).toBeDefined();
  expect(await listAll({})).toHaveLength(30);
});

test("what the log no longer tells of is not in the list, and the list says so", async () => {
  const keeper = await openKeeper(hub.deps);
  await writeLog(
    hub.deps,
    Array.from({ length: 30 }, (_, nth) => arrival(nth * 2 + 1)),
  );
  await keeper.keepUp(never);
  expect(await list({})).toMatchObject({ items: { length: 30 }, isCut: false });
  await hub.deps.pool.query("delete from events where at < $1", [isoAt(30)]);
  await forgetSnapshots(hub.deps);
  const { items, isCut, next } = await list({});
  expect(isCut).toBe(true);
  expect(next).toBeUndefined();
  expect(items.length).toBeGreaterThan(0);
  expect(items.every(({ at }) => at >= isoAt(30))).toBe(true);
  expect(await list({ to: isoAt(10) })).toEqual({ items: [], isCut: true });
  expect(await list({ figure: "declined" })).toEqual({ items: [], isCut: false });
});

test("a span that is backwards, before all time, or goes on from nonsense is refused", async () => {
  await expect(list({ to: isoAt(-1) })).rejects.toMatchObject({ code: "invalid" });
  await expect(list({ from: "0000-01-01T00:00:00Z" })).rejects.toMatchObject({ code: "invalid" });
  for (const cursor of ["", "eyJhIjoxfQ", Buffer.from("[-5,1]").toString("base64url")])
    await expect(list({ cursor })).rejects.toMatchObject({ code: "invalid" });
  expect((await list({ to: "9999-12-31T23:59:59-23:59" })).items).toEqual([]);
});

const arrival = (minute: number) => ({
  type: "workItem.created" as const,
  at: isoAt(minute),
  data: {
    workItemId: newId(),
    channelId: channelIds[0] ?? "",
    kind: "chat" as const,
    queueId: queueIds[0] ?? "",
    priority: 0,
    ownerId: null,
  },
});

const down = (from: number, count: number) => Array.from({ length: count }, (_, nth) => from - nth);
