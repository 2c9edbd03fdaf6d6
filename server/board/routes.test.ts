import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "../../db/schema/columns.ts";
import { arrival, at, type House, live, online, openHouse, turn } from "../../test/board/house.ts";
import type { Board, ReportRow } from "../contract/board.ts";

let house: House;

beforeAll(async () => {
  house = await openHouse();
  await live(house, aMorning());
});
afterAll(() => house.app.close());

/** Anna answers and ends one from 10:05 to 10:20, Ben has one from 11:00 on, and one waits for Ben since 11:30. */
function aMorning() {
  const { anna, ben, sales, help, channel } = house;
  const [first, second, third] = [newId(), newId(), newId()];
  return [
    ...[anna, ben].map(({ id }) => at("10:00", "person.presenceChanged", online(id))),
    at("10:00", "workItem.created", arrival(first, sales.id, channel.id)),
    at("10:05", "workItem.stateChanged", turn(first, "active", anna.id)),
    at("10:20", "workItem.stateChanged", turn(first, "done", anna.id)),
    at("11:00", "workItem.created", arrival(second, help.id, channel.id)),
    at("11:00", "workItem.stateChanged", turn(second, "active", ben.id)),
    at("11:30", "workItem.created", arrival(third, help.id, channel.id)),
  ];
}

const rowOf = ({ queues }: Board, { id }: { id: string }) => queues.find(({ queueId }) => queueId === id);
const personOf = ({ people }: Board, { id }: { id: string }) =>
  people.find(({ personId }) => personId === id);

test("an admin sees the whole floor, as it is and at a past moment", async () => {
  const { asAdmin, sales, help, anna, ben, channel } = house;
  const now: Board = (await asAdmin("/board")).body;
  expect(now).toMatchObject({
    at: "2031-05-06T12:00:00.000Z",
    timeZone: "Europe/Berlin",
    dayBegan: "2031-05-05T22:00:00.000Z",
  });
  expect(rowOf(now, sales)).toMatchObject({
    waiting: 0,
    today: { handled: 1 },
    handledByChannel: { [channel.id]: 1 },
  });
  expect(rowOf(now, help)).toMatchObject({
    waiting: 1,
    inService: 1,
    longestSince: "2031-05-06T11:30:00.000Z",
  });
  expect(personOf(now, anna)).toMatchObject({
    state: "ready",
    handled: 1,
    capacity: 4,
    queueIds: [sales.id],
    occupancy: 15 / 120,
  });
  expect(personOf(now, ben)).toMatchObject({ state: "working", since: "2031-05-06T11:00:00.000Z", load: 2 });
  const past: Board = (await asAdmin("/board?at=2031-05-06T10:10:00Z")).body;
  expect(rowOf(past, sales)).toMatchObject({
    inService: 1,
    today: { handled: 0, answered: 1, asaMs: 300_000 },
  });
  expect(personOf(past, ben)).toMatchObject({ state: "ready", work: [] });
});

test("a supervisor sees the queues and people that they lead, an agent nothing", async () => {
  const { asSupervisor, asAgent, sales, anna, ben } = house;
  for (const path of ["/board", "/board?at=2031-05-06T11:10:00Z"]) {
    const board: Board = (await asSupervisor(path)).body;
    expect(board.queues.map(({ queueId }) => queueId)).toEqual([sales.id]);
    expect(personOf(board, anna)).toBeDefined();
    expect(personOf(board, ben)).toBeUndefined();
  }
  for (const path of [
    "/board",
    "/board/frames?from=2031-05-06T11:10:00Z&to=2031-05-06T11:12:00Z",
    ...reports,
  ]) {
    expect((await asAgent(path)).status).toBe(403);
  }
});

const day = "from=2031-05-06&to=2031-05-06";
const reports = [`/reports/work?${day}`, `/reports/work.csv?${day}`];

test("frames show each minute as the board does, up to now", async () => {
  const { asAdmin } = house;
  const frames: Board[] = (await asAdmin("/board/frames?from=2031-05-06T10:58:30Z&to=2031-05-06T11:02:00Z"))
    .body;
  expect(frames.map((frame) => frame.at.slice(11, 19))).toEqual([
    "10:58:30",
    "10:59:30",
    "11:00:30",
    "11:01:30",
  ]);
  for (const frame of frames) expect((await asAdmin(`/board?at=${frame.at}`)).body).toEqual(frame);
  const ahead = (await asAdmin("/board/frames?from=2031-05-06T11:59:00Z&to=2031-05-06T12:30:00Z")).body;
  expect(ahead).toHaveLength(2);
});

test("what is asked for too long, backwards, before the log or by nonsense is refused", async () => {
  const { asAdmin } = house;
  const refused = async (path: string) => (await asAdmin(path)).body.error.code;
  expect(await refused("/board/frames?from=2031-05-06T08:00:00Z&to=2031-05-06T10:00:00Z")).toBe("invalid");
  expect(await refused("/board/frames?from=2031-05-06T10:00:00Z&to=2031-05-06T09:00:00Z")).toBe("invalid");
  expect(await refused("/board?at=1999-05-06T10:00:00Z")).toBe("not_found");
  expect(await refused("/board?at=yesterday")).toBe("invalid");
  expect(await refused("/reports/work?from=2031-05-07&to=2031-05-06")).toBe("invalid");
  expect(await refused("/reports/work?from=2021-05-07&to=2031-05-06")).toBe("invalid");
});

test("a report tells the same of a day by day, hour, queue, channel and person", async () => {
  const { asAdmin, sales, help, channel, anna, ben } = house;
  const report = async (by: string) => (await asAdmin(`/reports/work?${day}&by=${by}`)).body;
  const keysOf = ({ rows }: { rows: ReportRow[] }) => rows.map(({ key }) => key);
  const all = await report("day");
  expect(keysOf(all)).toEqual(["2031-05-06"]);
  expect(all.total).toMatchObject({
    arrived: 3,
    answered: 2,
    handled: 1,
    handleMs: 900_000,
    ahtMs: 900_000,
    waitedMs: 300_000,
  });
  for (const by of ["hour", "queue", "channel", "person"])
    expect((await report(by)).total).toEqual(all.total);
  expect(keysOf(await report("hour"))).toEqual(["12:00", "13:00"]);
  expect(keysOf(await report("queue"))).toEqual([help.id, sales.id]);
  expect(keysOf(await report("channel"))).toEqual([channel.id]);
  const byPerson = await report("person");
  expect(keysOf(byPerson)).toEqual([anna.id, ben.id, null]);
  expect(byPerson.rows[0]).toMatchObject({ figures: { handled: 1 }, occupancy: 15 / 90 });
  const ofHelp = (await asAdmin(`/reports/work?${day}&by=person&queueId=${help.id}`)).body;
  expect(keysOf(ofHelp)).toEqual([ben.id, null]);
});

test("a supervisor's report is of their queues and people; others' are not there", async () => {
  const { asSupervisor, sales, help, anna, ben } = house;
  const report = (query: string) => asSupervisor(`/reports/work?${day}&${query}`);
  expect((await report("by=day")).body.total).toMatchObject({ arrived: 1, handled: 1 });
  expect((await report("by=queue")).body.rows.map(({ key }: ReportRow) => key)).toEqual([sales.id]);
  expect((await report("by=person")).body.rows.map(({ key }: ReportRow) => key)).toEqual([anna.id, null]);
  expect((await report(`queueId=${help.id}`)).status).toBe(404);
  expect((await report(`personId=${ben.id}`)).status).toBe(404);
});

test("as CSV it is named, quoted, and safe to open in a spreadsheet", async () => {
  const { asAdmin } = house;
  const byQueue = await asAdmin(`/reports/work.csv?${day}&by=queue`);
  expect(byQueue.headers.get("content-type")).toContain("text/csv");
  expect(byQueue.headers.get("content-disposition")).toContain("attachment");
  const lines = String(byQueue.body).split("\r\n");
  expect(lines.map((line) => line.slice(0, line.indexOf(",", 18)))).toMatchObject({
    1: '"Help, ""quickly"""',
  });
  expect(lines[0]).toMatch(/^\u{FEFF}?Queue,Arrived,Answered,/u);
  expect(lines[2]).toBe("Sales,1,1,0,0,300,300,0,0,0,1,900,900,0,0,0,");
  const byPerson = String((await asAdmin(`/reports/work.csv?${day}&by=person`)).body).split("\r\n");
  expect(byPerson[1]).toMatch(/^'=Anna,/);
});
