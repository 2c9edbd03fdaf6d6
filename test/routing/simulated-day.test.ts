import { afterAll, beforeAll, expect, test } from "vitest";
import type { LoggedEvent } from "../../server/contract/events.ts";
import { readEvents } from "../../server/events/queries.ts";
import { createIngest, type Ingest } from "../../server/ingest/create-ingest.ts";
import { type TestHub, testHub } from "../factories.ts";
import { answerOffers, comeAndGo, handleWork } from "./day/agents.ts";
import { type BoardCheck, watchBoard } from "./day/board-check.ts";
import { type Chance, createChance } from "./day/chance.ts";
import { createCapacityCheck } from "./day/check-capacity.ts";
import { checkFairness, checkNobodyWaitsInVain } from "./day/check-fairness.ts";
import { checkNothingIsLost, checkOwners } from "./day/check-rows.ts";
import { interfere } from "./day/chief.ts";
import { type SetTime, turnClocks } from "./day/clocks.ts";
import { createContacts } from "./day/contacts.ts";
import { type Day, type Doing, doAll } from "./day/day.ts";
import { type EngineNode, startEngineNode } from "./day/engine-node.ts";
import { buildHouse } from "./day/house.ts";
import { readRows } from "./day/read-rows.ts";
import { rememberSpokenTo } from "./day/remember-spoken-to.ts";
import { createScreens, type Screens } from "./day/screens.ts";

const seed = Number(process.env.SWITCHBOARD_DAY_SEED ?? 309_431);
const beginning = Date.parse("2031-05-06T09:00:00Z");
const minuteMs = 60_000;
const minutes = 300;
const eveningFrom = 265;

let hub: TestHub;
let ingest: Ingest;
let setTime: SetTime;
let day: Day;
let engine: EngineNode;
let screens: Screens;
let board: BoardCheck;
let checkCapacity: (events: LoggedEvent[]) => void;
let chance: Chance;
let position = 0;
const compareSpokenTo = rememberSpokenTo();

beforeAll(async () => {
  hub = await testHub();
  setTime = await turnClocks(hub);
  await setTime(beginning - minuteMs);
  chance = createChance(seed);
  ingest = createIngest(hub.deps);
  const house = await buildHouse(hub, chance, { size: 50 });
  const contacts = createContacts(ingest, house.channels, chance);
  day = { hub, house, chance, contacts, done: new Map() };
  screens = createScreens(day);
  engine = await startEngineNode(hub);
  board = await watchBoard(day);
  const { people } = await readRows(hub);
  checkCapacity = createCapacityCheck((personId) => people.get(personId)?.capacity ?? 0);
});

afterAll(async () => {
  await board?.stop();
  await engine?.stop();
  await ingest?.stop();
  await hub?.close();
});

test(`on a day of fifty people nothing is lost, and all of it is given out fairly and shown as it is (seed ${seed})`, async () => {
  for (let minute = 0; minute < minutes; minute++) {
    const at = beginning + minute * minuteMs;
    // In a rush work is given out while everybody is at it, else after them, so that it is known what was to be seen.
    const isRush = chance.happens(0.2);
    if (!isRush) await engine.hold();
    await setTime(at);
    await liveOn(minute);
    checkCapacity(await newEvents());
    await giveOut({ isRush, isKept: minute % 20 === 0 });

    if (!isRush) await engine.hold();
    await setTime(at + chance.between(1, 25) * 1_000);
    await doAll(day, answerOffers(day, await readRows(hub)));
    await checkOwners(hub);
    checkCapacity(await newEvents());
    engine.release();
  }
  await checkNothingIsLost(hub, day.contacts);
  await board.checkPast();
  // Everything that people do was done, and by some of them too late.
  expect(day.done.size).toBeGreaterThan(20);
}, 600_000);

/** What happens in a minute, all at once. */
async function liveOn(minute: number) {
  const rows = await readRows(hub);
  const isPeak = (minute > 45 && minute < 95) || (minute > 190 && minute < 235);
  const comes: Doing[] = Array.from({ length: chance.times(isPeak ? 3.5 : 1.8) }, () => ({
    name: "come",
    work: day.contacts.comes,
  }));
  await doAll(day, [...comes, ...handleWork(day, rows), ...comeAndGo(day, rows), ...interfere(day, rows)]);
  await ingest.idle();
  screens.turn(minute < eveningFrom ? "day" : "evening");
  if ([70, 140, 215].includes(minute)) await screens.nodeDies();
  else await screens.write();
}

/** Nobody else does anything until all is given out that can be. */
async function giveOut({ isRush, isKept }: { isRush: boolean; isKept: boolean }) {
  const before = await readRows(hub);
  const { personId } = day.house.chief;
  const hasWaited = !isRush && (await engine.releaseToHear(personId));
  await engine.settle(personId);
  const events = await newEvents();
  const after = await readRows(hub);
  compareSpokenTo(before, { wasHeld: hasWaited });
  compareSpokenTo(after, { wasHeld: hasWaited });
  checkCapacity(events);
  if (hasWaited) checkFairness(day.house, before, events);
  checkNobodyWaitsInVain(day.house, after);
  await checkOwners(hub);
  await board.checkNow(after, { isKept });
}

async function newEvents(): Promise<LoggedEvent[]> {
  const events = await readEvents(hub.deps.pool, position, 10_000);
  position = events.at(-1)?.seq ?? position;
  board.note(events);
  return events;
}
