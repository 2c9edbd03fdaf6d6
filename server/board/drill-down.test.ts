import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "../../db/schema/columns.ts";
import { arrival, at, type House, live, online, openHouse, turn } from "../../test/board/house.ts";
import { makeContact, makeConversation } from "../../test/factories.ts";
import type { CountedFigure, CountedWork, FloorWork, ReportRow } from "../contract/board.ts";

let house: House;
let stories: Awaited<ReturnType<typeof makeStories>>;

beforeAll(async () => {
  house = await openHouse();
  stories = await makeStories();
  await live(house, aMorning());
});
afterAll(() => house.app.close());

async function makeStories() {
  const { app, sales, help, channel, theirChannel } = house;
  const tell = async (name: string, queueId: string, channelId: string) => {
    const contact = await makeContact(app.hub, { name });
    const { id } = await makeConversation(app.hub, { contactId: contact.id, queueId, channelId });
    return { conversationId: id, workItemId: newId() };
  };
  return {
    sold: await tell("Ida", sales.id, channel.id),
    given: await tell("Jan", help.id, theirChannel.id),
    asked: await tell("Kim", help.id, theirChannel.id),
    /** Was Sales' when it was given up, and is not any more. */
    left: await tell("Lou", help.id, theirChannel.id),
    lent: await tell("Max", help.id, theirChannel.id),
  };
}

/** Anna sells from 10:05 to 10:20 and is lent to Help at 11:50; Ben gets one at 11:00; one left Sales, one waits for Help. */
function aMorning() {
  const { anna, ben, sales, help, channel, theirChannel } = house;
  const { sold, given, asked, left, lent } = stories;
  const arrive = (time: string, story: typeof sold, queueId: string, channelId: string) =>
    at(time, "workItem.created", arrival(story.workItemId, queueId, channelId), story.conversationId);
  const become = (time: string, { workItemId }: typeof sold, to: "active" | "done", personId?: string) =>
    at(time, "workItem.stateChanged", turn(workItemId, to, personId));
  return [
    ...[anna, ben].map(({ id }) => at("10:00", "person.presenceChanged", online(id))),
    arrive("10:00", sold, sales.id, channel.id),
    become("10:05", sold, "active", anna.id),
    become("10:20", sold, "done"),
    arrive("11:00", given, help.id, theirChannel.id),
    become("11:00", given, "active", ben.id),
    arrive("11:30", asked, help.id, theirChannel.id),
    arrive("11:31", left, sales.id, theirChannel.id),
    become("11:45", left, "done"),
    arrive("11:48", lent, help.id, theirChannel.id),
    become("11:50", lent, "active", anna.id),
  ];
}

const day = "from=2031-05-05T22:00:00Z&to=2031-05-06T21:59:59.999Z";
const list = (query: string, ask = house.asAdmin) => ask(`/reports/work/conversations?${day}&${query}`);
const namesIn = ({ body }: { body: { items: (CountedWork | FloorWork)[] } }) =>
  body.items.map(({ conversation }) => conversation?.contact.name ?? null);

test("a figure opens the very conversations that it counts, newest first", async () => {
  const { sales, anna, channel } = house;
  expect(namesIn(await list("figure=arrived"))).toEqual(["Max", "Lou", "Kim", "Jan", "Ida"]);
  expect(namesIn(await list(`figure=late&queueId=${sales.id}`))).toEqual(["Ida"]);
  expect(namesIn(await list("figure=answeredInTime"))).toEqual(["Jan"]);
  expect(namesIn(await list("figure=arrived&hour=12"))).toEqual(["Ida"]);
  const handled = await list(`figure=handled&personId=${anna.id}`);
  expect(handled.body).toMatchObject({
    isCut: false,
    items: [
      {
        at: "2031-05-06T10:20:00.000Z",
        conversation: { id: stories.sold.conversationId, contact: { name: "Ida" } },
        channelId: channel.id,
        queueId: sales.id,
        personId: anna.id,
        waitedMs: null,
        handleMs: 900_000,
        wrapUpMs: 0,
      },
    ],
  });
  const abandoned = await list("figure=abandoned");
  expect(abandoned.body.items).toMatchObject([{ waitedMs: 14 * 60_000, personId: null, handleMs: null }]);
});

test("a supervisor's lists hold as much as the cells of their reports, whichever those are by", async () => {
  const { asAdmin, asSupervisor } = house;
  const figures: Exclude<CountedFigure, "late">[] = ["arrived", "answered", "abandoned", "handled"];
  const seen: number[] = [];
  for (const ask of [asAdmin, asSupervisor]) {
    for (const by of ["day", "hour", "queue", "channel", "person"] as const) {
      const report = (await ask(`/reports/work?from=2031-05-06&to=2031-05-06&by=${by}`)).body;
      for (const figure of figures) {
        const total = (await list(`figure=${figure}&by=${by}`, ask)).body.items;
        expect([by, figure, total.length]).toEqual([by, figure, report.total[figure]]);
        for (const { key, figures: row } of report.rows as ReportRow[]) {
          const { items } = (await list(`figure=${figure}&by=${by}${cellOf(by, key)}`, ask)).body;
          expect([by, key, figure, items.length]).toEqual([by, key, figure, row[figure]]);
          seen.push(items.length);
        }
      }
    }
  }
  expect(Math.max(...seen)).toBeGreaterThan(2);
});

const cellOf = (by: "day" | "hour" | "queue" | "channel" | "person", key: string | null) =>
  by === "day" ? "" : by === "hour" ? `&hour=${Number.parseInt(key ?? "", 10)}` : `&${by}Id=${key ?? "none"}`;

test("what a supervisor does not see counts, and is not named; nor is who is not theirs", async () => {
  const { asSupervisor, sales, anna, help } = house;
  const inSales = await list(`figure=arrived&queueId=${sales.id}`, asSupervisor);
  expect(namesIn(inSales)).toEqual([null, "Ida"]);
  const lent = (await list(`figure=answered&personId=${anna.id}`, asSupervisor)).body.items[0];
  expect(lent).toMatchObject({ conversation: null, queueId: null, personId: anna.id });
  expect((await list(`figure=arrived&queueId=${help.id}`, asSupervisor)).status).toBe(404);
  expect((await list(`figure=arrived&personId=${house.ben.id}`, asSupervisor)).status).toBe(404);
  expect((await list("figure=arrived", house.asAgent)).status).toBe(403);
});

test("what waited or was in hand at a past moment is listed as it lay then", async () => {
  const { asAdmin, sales, help, anna, ben } = house;
  const then = (time: string, query = "") => asAdmin(`/board/work?at=2031-05-06T${time}:00Z${query}`);
  expect(namesIn(await then("11:40", "&part=waiting"))).toEqual(["Kim", "Lou"]);
  const inSales = await then("11:40", `&queueId=${sales.id}`);
  expect(inSales.body).toMatchObject({
    count: 1,
    items: [{ state: "waiting", waitingSince: "2031-05-06T11:31:00.000Z", personId: null, kind: "chat" }],
  });
  expect(namesIn(await then("11:46", `&queueId=${sales.id}`))).toEqual([]);
  expect(namesIn(await then("10:06", `&personId=${anna.id}`))).toEqual(["Ida"]);
  expect(namesIn(await then("11:55", `&queueId=${help.id}&part=inService`))).toEqual(["Jan", "Max"]);
  expect((await then("11:55", `&queueId=${help.id}&limit=1`)).body).toMatchObject({
    count: 3,
    items: [{ state: "waiting" }],
  });
  const now = await asAdmin(`/board/work?personId=${ben.id}`);
  expect(now.body.items).toMatchObject([{ state: "active", since: "2031-05-06T11:00:00.000Z" }]);
});

test("of others' work nothing is listed, and before the log there is no list", async () => {
  const { asAdmin, asSupervisor, asAgent, help, ben, anna } = house;
  const then = (query: string) => asSupervisor(`/board/work?at=2031-05-06T11:55:00Z${query}`);
  const theirs = await then("");
  expect(theirs.body).toMatchObject({
    count: 1,
    items: [{ conversation: null, queueId: null, personId: anna.id, state: "active" }],
  });
  for (const query of [`&queueId=${help.id}`, `&personId=${ben.id}`])
    expect((await then(query)).status).toBe(404);
  expect((await asAgent("/board/work")).status).toBe(403);
  expect((await asAdmin("/board/work?at=1999-05-06T10:00:00Z")).body.error.code).toBe("not_found");
});
