import type { ChildProcess } from "node:child_process";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readEvents } from "../../server/events/queries.ts";
import { createIngest, type Ingest } from "../../server/ingest/create-ingest.ts";
import { eventually } from "../eventually.ts";
import { type TestHub, testHub } from "../factories.ts";
import { makeCookie } from "../realtime/node.ts";
import { startRedis } from "../realtime/redis.ts";
import { openReady, until } from "../realtime/screen.ts";
import { startProxy, type TcpProxy } from "../realtime/tcp-proxy.ts";
import { startScript } from "../script.ts";
import { redisServerPath } from "../setup/parts.ts";
import { answerOffers, comeAndGo, handleWork } from "./day/agents.ts";
import { type BoardCheck, watchBoard } from "./day/board-check.ts";
import { createChance } from "./day/chance.ts";
import { checkNobodyWaitsInVain, giftOf } from "./day/check-fairness.ts";
import { checkNothingIsLost, checkOwners } from "./day/check-rows.ts";
import { interfere } from "./day/chief.ts";
import { createContacts } from "./day/contacts.ts";
import { type Day, doAll } from "./day/day.ts";
import { buildHouse } from "./day/house.ts";
import { readRows } from "./day/read-rows.ts";

const seed = Number(process.env.SWITCHBOARD_DAY_SEED ?? 7);
const redisServer = redisServerPath();
/** A lease runs out, a node is taken for dead, and its people are given time to come elsewhere. */
const patiently = { withinMs: 60_000 };

let hub: TestHub;
let ingest: Ingest;
let day: Day;
let board: BoardCheck;
let redisPort = 0;
let fronts: TcpProxy[] = [];
const children: ChildProcess[] = [];
const screens: { close(): void }[] = [];
let position = 0;
let given = 0;

beforeAll(async () => {
  if (!redisServer) return;
  hub = await testHub();
  const redis = await startRedis();
  children.push(redis.process);
  redisPort = redis.port;
  const chance = createChance(seed);
  ingest = createIngest(hub.deps);
  const house = await buildHouse(hub, chance, { size: 20, pace: 0.03, isAlwaysOpen: true });
  const contacts = createContacts(ingest, house.channels, chance);
  day = { hub, house, chance, contacts, done: new Map() };
  board = await watchBoard(day);
});

afterAll(async () => {
  for (const screen of screens) screen.close();
  for (const child of children) child.kill("SIGKILL");
  await Promise.all(fronts.map((front) => front.stop()));
  await board?.stop();
  await ingest?.stop();
  await hub?.close();
});

test.skipIf(!redisServer)(
  `of two nodes that share a day one is killed, and the other goes on with all of it (seed ${seed})`,
  async () => {
    const nodes = await Promise.all([startNode(), startNode()]);
    fronts = await Promise.all(nodes.map(({ port }) => startProxy(port)));
    await Promise.all(day.house.agents.map(openScreen));
    await until(async () => (await liveOn()) > 40);

    const leaderId = await findLeader();
    const [leader, other] = nodes[0].id === leaderId ? nodes : [nodes[1], nodes[0]];
    expect(leader.id).toBe(leaderId);
    await leader.script.kill();
    for (const front of fronts) front.leadTo(other.port);
    await until(async () => (await liveOn()) && (await findLeader()) === other.id);
    const before = given;
    await until(async () => (await liveOn()) > before + 40);

    // When nothing more happens, all that can be given is given out.
    await eventually(async () => checkNobodyWaitsInVain(day.house, await readRows(hub)), patiently);
    await checkNothingIsLost(hub, day.contacts);
    hub.setClock(new Date(Date.now() + 1_000));
    await readLog();
    await board.checkNow(await readRows(hub), { isKept: false });
  },
  300_000,
);

async function startNode() {
  const script = startScript(join(import.meta.dirname, "node.ts"), hub.url, `redis://127.0.0.1:${redisPort}`);
  children.push(script.process);
  const [id = "", port] = (await script.says(/^[0-9a-f-]{36} \d+$/)).split(" ");
  return { id, port: Number(port), script };
}

/** As a load balancer would lead them, half to each. */
async function openScreen({ personId: id }: { personId: string }, nth: number) {
  const cookie = await makeCookie(hub.deps, { id });
  const port = fronts[nth % fronts.length]?.port;
  screens.push(await openReady(`http://127.0.0.1:${port}`, cookie, { reconnection: true }));
}

async function findLeader(): Promise<string | undefined> {
  const { rows } = await hub.deps.pool.query<{ holder: string }>(
    "select holder from leases where name = 'routing' and expires_at > now()",
  );
  return rows[0]?.holder;
}

/** What else is a minute; gives how often something was given out so far. */
async function liveOn(): Promise<number> {
  const rows = await readRows(hub);
  await doAll(day, [
    { name: "come", work: day.contacts.comes },
    ...answerOffers(day, rows),
    ...handleWork(day, rows),
    ...comeAndGo(day, rows),
    ...interfere(day, rows),
  ]);
  await ingest.idle();
  await checkOwners(hub);
  await readLog();
  return given;
}

async function readLog() {
  const events = await readEvents(hub.deps.pool, position, 10_000);
  position = events.at(-1)?.seq ?? position;
  board.note(events);
  given += events.filter((event) => giftOf(event)).length;
}
