import { eq } from "drizzle-orm";
import { afterAll, expect, test } from "vitest";
import { newId } from "../../db/schema/columns.ts";
import { connections, people } from "../../db/schema/index.ts";
import { makePerson, testHub } from "../../test/factories.ts";
import { findDeadNodes, forgetConnections } from "./forget-connections.ts";
import { keepConnections } from "./keep-connections.ts";

const hub = await testHub();
afterAll(hub.close);

type Who = { id: string };
const makeNode = () => ({ ...hub.deps, nodeId: newId() });
const idsOf = (crowd: Who[]) => new Set(crowd.map(({ id }) => id));
const keep = (node: typeof hub.deps, ...here: Who[]) =>
  keepConnections(node, { personIds: idsOf(here), phones: new Set() });
const keepPhones = (node: typeof hub.deps, here: Who[], phones: Who[]) =>
  keepConnections(node, { personIds: idsOf(here), phones: idsOf(phones) });
const isOnline = async ({ id }: Who) =>
  (await hub.deps.db.select().from(people).where(eq(people.id, id)))[0]?.isOnline;
const changesOf = async ({ id }: Who) =>
  (await hub.events()).flatMap((event) =>
    event.type === "person.presenceChanged" && event.data.personId === id ? [event.data.isOnline.to] : [],
  );

test("somebody is online while they are connected to any node, and each change is said once", async () => {
  const person = await makePerson(hub);
  const [one, two] = [makeNode(), makeNode()];
  await keep(one, person);
  await keep(one, person);
  await keep(two, person);
  await keep(one);
  expect(await isOnline(person)).toBe(true);
  await keep(two);
  await keep(two);
  expect(await isOnline(person)).toBe(false);
  expect(await changesOf(person)).toEqual([true, false]);
});

test("who comes and goes at several nodes at once is online where a connection is left, and nowhere else", async () => {
  const crowd: Who[] = [];
  for (let nth = 0; nth < 20; nth++) crowd.push(await makePerson(hub));
  const nodes = [makeNode(), makeNode(), makeNode()];
  await Promise.all(nodes.map((node) => keep(node, ...crowd)));
  const [first, ...others] = nodes;
  await Promise.all([keep(first!, ...crowd.slice(10)), ...others.map((node) => keep(node))]);
  expect(await Promise.all(crowd.map(isOnline))).toEqual(crowd.map((_, nth) => nth >= 10));
  for (const [nth, person] of crowd.entries()) {
    const said = await changesOf(person);
    expect(said.every((to, at) => to === (at % 2 === 0))).toBe(true);
    expect(said.at(-1)).toBe(nth >= 10);
  }
});

test("somebody removed does not come online", async () => {
  const removed = await makePerson(hub, { removedAt: new Date() });
  await keep(makeNode(), removed);
  expect(await isOnline(removed)).toBe(false);
});

test("a dead node's people are offline, unless they came to another", async () => {
  const [stays, goes] = [await makePerson(hub), await makePerson(hub)];
  const [dead, alive] = [makeNode(), makeNode()];
  await hub.deps.pool.query(
    "insert into nodes (id, seen_at) values ($1, now() - interval '1 minute'), ($2, now())",
    [dead.nodeId, alive.nodeId],
  );
  await keep(dead, stays, goes);
  await keep(alive, stays);
  const found = await findDeadNodes(hub.deps);
  expect(found).toContain(dead.nodeId);
  expect(found).not.toContain(alive.nodeId);
  await forgetConnections(hub.deps, [dead.nodeId]);
  expect(await Promise.all([isOnline(stays), isOnline(goes)])).toEqual([true, false]);
  expect(await hub.deps.db.select().from(connections).where(eq(connections.nodeId, dead.nodeId))).toEqual([]);
});

test("a node that was taken for dead writes its people down again", async () => {
  const person = await makePerson(hub);
  const node = makeNode();
  await keep(node, person);
  await forgetConnections(hub.deps, [node.nodeId]);
  await keep(node, person);
  expect(await changesOf(person)).toEqual([true, false, true]);
});

const phonesSaid = async ({ id }: Who) =>
  (await hub.events()).flatMap((event) =>
    event.type === "person.phoneChanged" && event.data.personId === id ? [event.data.hasPhone.to] : [],
  );

test("somebody has a phone while a screen at any node is ready for calls, and each change is said once", async () => {
  const [anna, ben] = [await makePerson(hub), await makePerson(hub)];
  const [one, two] = [makeNode(), makeNode()];
  await keepPhones(one, [anna, ben], [anna]);
  await keepPhones(one, [anna, ben], [anna]);
  await keepPhones(two, [anna], [anna]);
  await keepPhones(one, [anna, ben], [ben]);
  expect(await phonesSaid(anna)).toEqual([true]);
  await keepPhones(two, [anna], []);
  await keepPhones(one, [], []);
  expect(await phonesSaid(anna)).toEqual([true, false]);
  expect(await phonesSaid(ben)).toEqual([true, false]);
  expect(await isOnline(anna)).toBe(true);
});

test("a phone that was at a dead node is gone, though its person is still at another", async () => {
  const person = await makePerson(hub);
  const [dead, alive] = [makeNode(), makeNode()];
  await keepPhones(dead, [person], [person]);
  await keep(alive, person);
  await forgetConnections(hub.deps, [dead.nodeId]);
  expect(await phonesSaid(person)).toEqual([true, false]);
  expect(await isOnline(person)).toBe(true);
});

test("phones that come and go at several nodes at once are there where a screen is ready, and nowhere else", async () => {
  const crowd: Who[] = [];
  for (let nth = 0; nth < 20; nth++) crowd.push(await makePerson(hub));
  const nodes = [makeNode(), makeNode(), makeNode()];
  await Promise.all(nodes.map((node) => keepPhones(node, crowd, crowd)));
  const [first, ...others] = nodes;
  await Promise.all([
    keepPhones(first!, crowd, crowd.slice(10)),
    ...others.map((node) => keepPhones(node, crowd, [])),
  ]);
  for (const [nth, person] of crowd.entries()) {
    const said = await phonesSaid(person);
    expect(said.every((to, at) => to === (at % 2 === 0))).toBe(true);
    expect(said.at(-1)).toBe(nth >= 10);
  }
});

test("somebody removed gets no phone", async () => {
  const removed = await makePerson(hub, { removedAt: new Date() });
  await keepPhones(makeNode(), [removed], [removed]);
  expect(await phonesSaid(removed)).toEqual([]);
});
