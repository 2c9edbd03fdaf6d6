import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeEach, expect, test } from "vitest";
import { conversations, dispositions, people } from "../../../db/schema/index.ts";
import { accessOf, makePerson, makeQueue, testHub } from "../../../test/factories.ts";
import { makeDesk, makeOffered, makeWaiting, readItem } from "../../../test/work.ts";
import { setStatus } from "../../conversations/set-status.ts";
import { completeWork } from "./complete-work.ts";
import { moveWork } from "./move-work.ts";
import { prioritiseWork } from "./prioritise-work.ts";

const hub = await testHub();
const { deps } = hub;
afterAll(hub.close);
afterEach(() => hub.setClock());

const wrapUp = { wrapUpSeconds: 60 };
let desk: Awaited<ReturnType<typeof makeDesk>>;
let before = 0;
beforeEach(async () => {
  desk = await makeDesk(hub, wrapUp);
  before = (await hub.events()).at(-1)?.seq ?? 0;
});

type Who = { id: string };
const complete = async (person: Who, { id: workItemId }: Who, dispositionId: string | null = null) =>
  completeWork(deps, { access: await accessOf(hub, person), workItemId, dispositionId });
const move = async (person: Who, { id: workItemId }: Who, queue: Who) =>
  moveWork(deps, { access: await accessOf(hub, person), workItemId, queueId: queue.id });
const prioritise = async (person: Who, { id: workItemId }: Who, priority: number) =>
  prioritiseWork(deps, { access: await accessOf(hub, person), workItemId, priority });
const dataOf = async (type: string) =>
  (await hub.events(before)).filter((event) => event.type === type).map(({ data }) => data);
const makeDisposition = async (queue: Who, archivedAt: Date | null = null) => {
  const values = { queueId: queue.id, name: "Sold", position: 0, archivedAt };
  const [row] = await deps.db.insert(dispositions).values(values).returning();
  return row!;
};
const makeActive = (person: Who, values = {}) =>
  makeWaiting(hub, desk, { state: "active", ownerId: person.id, ...values });
const idleSinceOf = async (person: Who) =>
  (await deps.db.select().from(people).where(eq(people.id, person.id)))[0]?.idleSince;

async function makeWrappingUp(person: Who) {
  const item = await makeActive(person);
  const access = await accessOf(hub, person);
  await setStatus(deps, { access, conversationId: item.conversationId, status: "resolved" });
  return readItem(hub, item);
}

test("resolved work of a queue with wrap-up is wrapped up, and done with how it came out; its person is idle then", async () => {
  const sold = await makeDisposition(desk.queue);
  const item = await makeWrappingUp(desk.anna);
  expect(item).toMatchObject({ state: "wrapUp", ownerId: desk.anna.id, wrapUpEndsAt: expect.any(Date) });
  const now = new Date(Date.now() + 20_000);
  hub.setClock(now);
  await complete(desk.anna, item, sold.id);
  expect(await readItem(hub, item)).toMatchObject({ state: "done", dispositionId: sold.id, doneAt: now });
  expect(await idleSinceOf(desk.anna)).toEqual(now);
  expect((await dataOf("workItem.stateChanged")).at(-1)).toMatchObject({
    state: { from: "wrapUp", to: "done" },
    dispositionId: sold.id,
  });
});

test("completing twice happens once; with something else it is over", async () => {
  const sold = await makeDisposition(desk.queue);
  const item = await makeWrappingUp(desk.anna);
  await complete(desk.anna, item);
  const { length } = await hub.events(before);
  await complete(desk.anna, item);
  expect(await hub.events(before)).toHaveLength(length);
  await expect(complete(desk.anna, item, sold.id)).rejects.toMatchObject({ code: "conflict" });
});

test("nobody completes work of others, work in hand, or with a disposition of elsewhere", async () => {
  const item = await makeWrappingUp(desk.anna);
  await expect(complete(desk.ben, item)).rejects.toMatchObject({ code: "forbidden" });
  await expect(complete(desk.stranger, item)).rejects.toMatchObject({ code: "not_found" });
  const ofOthers = await makeDisposition(await makeQueue(hub));
  const archived = await makeDisposition(desk.queue, new Date());
  for (const { id } of [ofOthers, archived, desk.queue]) {
    await expect(complete(desk.anna, item, id)).rejects.toMatchObject({ code: "invalid" });
  }
  await expect(complete(desk.anna, await makeActive(desk.anna))).rejects.toMatchObject({ code: "conflict" });
  expect((await readItem(hub, item)).state).toBe("wrapUp");
});

test("moved work waits in the other queue from when it began to wait, and is asked for what that queue asks", async () => {
  const requirements = [{ skillId: desk.queue.id, level: 2, relaxAfterSeconds: null }];
  const other = await makeQueue(hub, { requirements });
  const waitingSince = new Date(Date.now() - 600_000);
  const item = await makeOffered(hub, desk, desk.anna, { waitingSince, passedBy: [desk.ben.id] });
  const now = new Date();
  hub.setClock(now);
  await move(desk.chief, item, other);
  expect(await readItem(hub, item)).toMatchObject({
    state: "waiting",
    queueId: other.id,
    queuedSince: now,
    waitingSince,
    requirements,
    passedBy: null,
    offeredTo: null,
  });
  const [held] = await deps.db.select().from(conversations).where(eq(conversations.id, item.conversationId));
  expect(held?.queueId).toBe(other.id);
  expect(await dataOf("workItem.offerEnded")).toMatchObject([{ outcome: "withdrawn" }]);
  expect(await dataOf("workItem.queued")).toMatchObject([
    { queueId: { from: desk.queue.id, to: other.id }, reason: "person" },
  ]);
});

test("work that is moved out of somebody's hands comes to wait in the new queue alone, since its contact wrote", async () => {
  const other = await makeQueue(hub);
  const item = await makeActive(desk.anna);
  const wrote = new Date(Date.now() - 600_000);
  const isIts = eq(conversations.id, item.conversationId);
  await deps.db.update(conversations).set({ waitingSince: wrote }).where(isIts);
  await move(desk.anna, item, other);
  expect(await readItem(hub, item)).toMatchObject({ waitingSince: wrote, queueId: other.id });
  const said = (await hub.events(before)).filter(({ type }) => type.startsWith("workItem."));
  expect(said).toMatchObject([
    { type: "workItem.queued", data: { queueId: { from: desk.queue.id, to: other.id } } },
    {
      type: "workItem.stateChanged",
      data: { state: { from: "active", to: "waiting" }, since: wrote.toISOString() },
    },
  ]);
});

test("whoever has work in hand hands it on, and to its own queue back", async () => {
  const other = await makeQueue(hub);
  const handedOn = await makeActive(desk.anna);
  const handedBack = await makeActive(desk.anna);
  await move(desk.anna, handedOn, other);
  await move(desk.anna, handedBack, desk.queue);
  for (const [item, queue] of [
    [handedOn, other],
    [handedBack, desk.queue],
  ] as const) {
    expect(await readItem(hub, item)).toMatchObject({ state: "waiting", ownerId: null, queueId: queue.id });
  }
  expect(await dataOf("workItem.queued")).toHaveLength(1);
});

test("moving is for its person and the queues' supervisors, between queues that are there, while there is work", async () => {
  const other = await makeQueue(hub, { personIds: [desk.stranger.id] });
  const archived = await makeQueue(hub, { archivedAt: new Date() });
  const waiting = await makeWaiting(hub, desk);
  await expect(move(desk.ben, waiting, other)).rejects.toMatchObject({ code: "forbidden" });
  await expect(move(desk.stranger, waiting, other)).rejects.toMatchObject({ code: "not_found" });
  await expect(move(desk.chief, waiting, archived)).rejects.toMatchObject({ code: "invalid" });
  await expect(move(desk.chief, waiting, desk.anna)).rejects.toMatchObject({ code: "invalid" });
  const over = await makeWrappingUp(desk.anna);
  await expect(move(desk.chief, over, other)).rejects.toMatchObject({ code: "conflict" });
  expect(await readItem(hub, waiting)).toMatchObject({ queueId: desk.queue.id });
});

test("a supervisor of the queue sets the priority, nobody else, and the same again changes nothing", async () => {
  const item = await makeWaiting(hub, desk);
  await prioritise(desk.chief, item, 5);
  await prioritise(desk.chief, item, 5);
  expect(await dataOf("workItem.prioritised")).toMatchObject([{ priority: { from: 0, to: 5 } }]);
  await expect(prioritise(desk.anna, item, 1)).rejects.toMatchObject({ code: "forbidden" });
  await expect(prioritise(desk.stranger, item, 1)).rejects.toMatchObject({ code: "not_found" });
  await prioritise(await makePerson(hub, { role: "admin" }), item, 9);
  expect((await readItem(hub, item)).priority).toBe(9);
});
