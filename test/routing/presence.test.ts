import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { people } from "../../db/schema/index.ts";
import { keepConnections } from "../../server/people/keep-connections.ts";
import { eventually } from "../eventually.ts";
import { makePerson, type TestHub, testHub } from "../factories.ts";
import { makeCookie, startNode, type TestNode } from "../realtime/node.ts";
import { openReady } from "../realtime/screen.ts";
import { startProxy } from "../realtime/tcp-proxy.ts";

let hub: TestHub;
let node: TestNode;
beforeAll(async () => {
  hub = await testHub();
  node = await startNode(hub.deps, { keepConnections: (screens) => keepConnections(hub.deps, screens) });
});
afterAll(async () => {
  await node?.stop();
  await hub?.close();
});

type Who = { id: string };
const open = async (person: Who, url = node.url) => openReady(url, await makeCookie(hub.deps, person));
const isOnline = async ({ id }: Who) =>
  (await hub.deps.db.select().from(people).where(eq(people.id, id)))[0]?.isOnline;
const comesOnline = (person: Who) => eventually(async () => expect(await isOnline(person)).toBe(true));
const goesOffline = (person: Who) =>
  eventually(async () => expect(await isOnline(person)).toBe(false), { withinMs: 90_000 });
const changesOf = async ({ id }: Who) =>
  (await hub.events()).flatMap((event) =>
    event.type === "person.presenceChanged" && event.data.personId === id ? [event.data.isOnline.to] : [],
  );

test("two tabs are one presence, a reload is none, and the last that closes ends it", async () => {
  const person = await makePerson(hub);
  const tabs = [await open(person), await open(person)];
  await comesOnline(person);
  for (const tab of tabs) tab.close();
  const again = await open(person);
  const leaver = await makePerson(hub);
  const other = await open(leaver);
  await comesOnline(leaver);
  // Once somebody who left later is offline, the reload's grace is over, too.
  other.close();
  await goesOffline(leaver);
  expect(await changesOf(person)).toEqual([true]);
  again.close();
  await goesOffline(person);
  expect(await changesOf(person)).toEqual([true, false]);
});

test("a laptop that sleeps without a word is offline after a while, and online when it wakes", async () => {
  const person = await makePerson(hub);
  const wire = await startProxy(Number(new URL(node.url).port));
  const asleep = await open(person, `http://127.0.0.1:${wire.port}`);
  await comesOnline(person);
  wire.swallow();
  await goesOffline(person);
  asleep.close();
  const awake = await open(person);
  await comesOnline(person);
  awake.close();
  await wire.stop();
  expect(await changesOf(person)).toEqual([true, false, true]);
});

test("somebody has a phone while a screen of theirs is ready for calls, and through a reload", async () => {
  const person = await makePerson(hub);
  const hasPhone = async ({ id }: Who) =>
    (await hub.deps.db.select().from(people).where(eq(people.id, id)))[0]?.hasPhone;
  const changes = async ({ id }: Who) =>
    (await hub.events()).flatMap((event) =>
      event.type === "person.phoneChanged" && event.data.personId === id ? [event.data.hasPhone.to] : [],
    );
  const [tab, silent] = [await open(person), await open(person)];
  await comesOnline(person);
  expect(await hasPhone(person)).toBe(false);
  const raw = silent.socket as unknown as { emit(name: string, ...args: unknown[]): void };
  for (const bad of ["yes", 1, null, {}]) raw.emit("phone", bad);
  tab.socket.emit("phone", true);
  await eventually(async () => expect(await hasPhone(person)).toBe(true));
  tab.close();
  const again = await open(person);
  again.socket.emit("phone", true);
  const leaver = await makePerson(hub);
  const other = await open(leaver);
  other.socket.emit("phone", true);
  await eventually(async () => expect(await hasPhone(leaver)).toBe(true));
  // Once the phone of somebody who left later is gone, the reload's grace is over, too.
  other.close();
  await eventually(async () => expect(await hasPhone(leaver)).toBe(false), { withinMs: 60_000 });
  expect(await changes(person)).toEqual([true]);
  // However much the same screen says at that moment.
  for (let nth = 0; nth < 100; nth++) again.socket.emit("viewing", { conversationId: null });
  again.socket.emit("phone", false);
  await eventually(async () => expect(await changes(person)).toEqual([true, false]));
  expect(await isOnline(person)).toBe(true);
  for (const each of [again, silent]) each.close();
});
