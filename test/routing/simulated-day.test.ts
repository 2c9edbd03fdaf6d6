import { afterAll, beforeAll, expect, test } from "vitest";
import { createIngest, type Ingest } from "../../server/ingest/create-ingest.ts";
import { type TestHub, testHub } from "../factories.ts";
import { answerOffers, comeAndGo, handleWork } from "./day/agents.ts";
import { createChance } from "./day/chance.ts";
import { createCapacityCheck } from "./day/check-capacity.ts";
import { checkFairness, checkNobodyWaitsInVain } from "./day/check-fairness.ts";
import { checkNothingIsLost, checkOwners } from "./day/check-rows.ts";
import { interfere } from "./day/chief.ts";
import { type SetTime, turnClocks } from "./day/clocks.ts";
import { createContacts } from "./day/contacts.ts";
import { type Day, doAll } from "./day/day.ts";
import { startEngineNode } from "./day/engine-node.ts";
import { buildHouse } from "./day/house.ts";
import { readRows } from "./day/read-rows.ts";
import { createScreens } from "./day/screens.ts";

const seed = Number(process.env.SWITCHBOARD_DAY_SEED ?? Math.floor(Math.random() * 1_000_000));
const beginning = Date.parse("2031-05-06T08:00:00Z");
const minutes = Number(process.env.MINUTES ?? 600);
const minuteMs = 60_000;

let hub: TestHub;
let ingest: Ingest;
let setTime: SetTime;

beforeAll(async () => {
  hub = await testHub();
  setTime = await turnClocks(hub);
  ingest = createIngest(hub.deps);
});

afterAll(async () => {
  await ingest?.stop();
  await hub?.close();
});

test(`a day of fifty people (seed ${seed})`, async () => {
  const chance = createChance(seed);
  await setTime(beginning);
  const house = await buildHouse(hub, chance, { size: 50 });
  const contacts = createContacts(ingest, house.channels, chance);
  const day: Day = { hub, house, chance, contacts, done: new Map() };
  const screens = createScreens(day);
  const engine = await startEngineNode(hub);
  const { people } = await readRows(hub);
  const checkCapacity = createCapacityCheck((id) => people.get(id)?.capacity ?? 0);
  let position = 0;
  const newEvents = async () => {
    const events = await hub.events(position);
    position = events.at(-1)?.seq ?? position;
    return events;
  };
  const spent: Record<string, number> = {};
  const timed = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const from = performance.now();
    const result = await work();
    spent[name] = (spent[name] ?? 0) + performance.now() - from;
    return result;
  };
  let longestLine = 0;
  try {
    for (let minute = 0; minute < minutes; minute++) {
      const at = beginning + minute * minuteMs;
      const isRush = chance.happens(0.2);
      if (!isRush) await engine.hold();
      await setTime(at);
      const rows = await readRows(hub);
      longestLine = Math.max(longestLine, rows.items.filter(({ state }) => state === "waiting").length);
      screens.turn(minute < 30 ? "morning" : minute > 540 ? "evening" : "day");
      const isPeak = (minute > 90 && minute < 180) || (minute > 330 && minute < 400);
      const comes = Array.from({ length: chance.times(isPeak ? 3.2 : 1.5) }, () => ({ name: "come", work: contacts.comes }));
      await timed("doings", () => doAll(day, [...comes, ...handleWork(day, rows), ...comeAndGo(day, rows), ...interfere(day, rows)]));
      await ingest.idle();
      if ([100, 250, 400].includes(minute)) await screens.nodeDies();
      else await timed("screens", screens.write);
      checkCapacity(await newEvents());
      const before = await readRows(hub);
      engine.release();
      await timed("settle", () => engine.settle(house.chief.personId));
      const events = await newEvents();
      checkCapacity(events);
      if (!isRush) checkFairness(house, before, events);
      await timed("checks", async () => {
        checkNobodyWaitsInVain(house, await readRows(hub));
        await checkOwners(hub);
      });
      await engine.hold();
      await setTime(at + chance.between(1, 25) * 1_000);
      if (isRush) engine.release();
      const offers = await readRows(hub);
      await timed("offers", () => doAll(day, answerOffers(day, offers)));
      await checkOwners(hub);
      checkCapacity(await newEvents());
      engine.release();
    }
    await checkNothingIsLost(hub, contacts);
  } finally {
    await engine.stop();
    console.log(Object.fromEntries(day.done), spent, { longestLine, position });
  }
});
