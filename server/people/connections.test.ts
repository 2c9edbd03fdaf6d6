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
const keep = (node: typeof hub.deps, ...here: Who[]) =>
  keepConnections(node, new Set(here.map(({ id }) => id)));
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
