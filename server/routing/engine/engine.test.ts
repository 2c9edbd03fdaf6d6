import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { conversations, people, queues } from "../../../db/schema/index.ts";
import { eventually } from "../../../test/eventually.ts";
import { accessOf, makePerson, makeQueue, testHub } from "../../../test/factories.ts";
import { makeDesk, makeWaiting, readItem } from "../../../test/work.ts";
import { setStatus } from "../../conversations/set-status.ts";
import { transact } from "../../lib/transact.ts";
import { keepConnections } from "../../people/keep-connections.ts";
import { updateMe } from "../../people/update-me.ts";
import { acceptOffer } from "../work/accept-offer.ts";
import { declineOffer } from "../work/decline-offer.ts";
import { type Engine, startEngine } from "./start-engine.ts";

const hub = await testHub();
const { deps } = hub;
let engine: Engine;
let desk: Awaited<ReturnType<typeof makeDesk>>;
let before = 0;
beforeAll(async () => {
  engine = await startEngine(deps);
});
beforeEach(async () => {
  // Nobody of an earlier test gets the work of this one.
  await deps.db.update(people).set({ isOnline: false });
  hub.setClock(new Date());
  desk = await makeDesk(hub, { lastPersonSeconds: 0 });
  await announce();
  before = (await hub.events()).at(-1)?.seq ?? 0;
});
afterEach(() => hub.setClock());
afterAll(async () => {
  await engine?.stop();
  await hub.close();
});

type Who = { id: string };
/** What factories wrote is in the log, too. */
const announce = (item?: { id: string; conversationId: string }) =>
  transact(deps, async (tx) => {
    const { queue } = desk;
    tx.append({ type: "queue.updated", data: { queueId: queue.id, memberIds: [], answerWithinSeconds: 60 } });
    const { rows } = await tx.client.query<Who>("select id from people");
    for (const { id: personId } of rows) tx.append({ type: "person.updated", data: { personId } });
    if (item)
      tx.append({
        type: "workItem.prioritised",
        conversationId: item.conversationId,
        data: { workItemId: item.id, priority: { from: 0, to: 0 } },
      });
  });
async function arrive(values: Parameters<typeof makeWaiting>[2] = {}, at = desk) {
  const item = await makeWaiting(hub, at, values);
  await announce(item);
  return item;
}
const later = (seconds: number) => hub.setClock(new Date(deps.clock.now().getTime() + seconds * 1_000));
const becomes = (item: Who, wanted: object) =>
  eventually(async () => {
    const row = await readItem(hub, item);
    expect(row).toMatchObject(wanted);
    return row;
  });
const personRow = async ({ id }: Who) => (await deps.db.select().from(people).where(eq(people.id, id)))[0]!;
const set = async (person: Who, availability: "ready" | "busy" | "away") =>
  updateMe(deps, { access: await accessOf(hub, person), change: { availability } });
const dataOf = async (type: string) =>
  (await hub.events(before)).filter((event) => event.type === type).map(({ data }) => data);
const change = async (values: Partial<typeof queues.$inferInsert>) => {
  await deps.db.update(queues).set(values).where(eq(queues.id, desk.queue.id));
  await announce();
};

test("waiting work is held out to who is free, who then sees it; accepted, it is theirs", async () => {
  await set(desk.ben, "busy");
  const item = await arrive();
  const row = await becomes(item, { state: "offered", offeredTo: desk.anna.id });
  expect(row.offerEndsAt).toEqual(new Date(deps.clock.now().getTime() + 30_000));
  await acceptOffer(deps, { access: await accessOf(hub, desk.anna), workItemId: item.id });
  await becomes(item, { state: "active", ownerId: desk.anna.id });
  expect(await dataOf("workItem.offered")).toMatchObject([
    { personId: desk.anna.id, queueId: desk.queue.id },
  ]);
});

test("declined work goes to the next, and to the first again when everybody declined", async () => {
  const item = await arrive();
  const { offeredTo: first } = await becomes(item, { state: "offered" });
  await declineOffer(deps, { access: await accessOf(hub, { id: first! }), workItemId: item.id });
  const second = first === desk.anna.id ? desk.ben.id : desk.anna.id;
  await becomes(item, { state: "offered", offeredTo: second });
  await declineOffer(deps, { access: await accessOf(hub, { id: second }), workItemId: item.id });
  await becomes(item, { state: "offered", passedBy: null });
});

test("two offers missed in a row set a person away, who is told why, and the work goes on", async () => {
  await set(desk.ben, "busy");
  const item = await arrive();
  await becomes(item, { state: "offered", offeredTo: desk.anna.id });
  later(31);
  const offerEndsAt = new Date(deps.clock.now().getTime() + 30_000);
  await becomes(item, { state: "offered", offeredTo: desk.anna.id, offerEndsAt, passedBy: null });
  expect((await personRow(desk.anna)).availability).toBe("ready");
  later(31);
  await becomes(item, { state: "waiting", passedBy: [desk.anna.id] });
  await eventually(async () =>
    expect(await personRow(desk.anna)).toMatchObject({
      availability: "away",
      availabilityBy: "missedOffers",
    }),
  );
  expect(await dataOf("person.availabilityChanged")).toContainEqual(
    expect.objectContaining({ personId: desk.anna.id, by: "missedOffers" }),
  );
  await set(desk.ben, "ready");
  await becomes(item, { state: "offered", offeredTo: desk.ben.id });
});

test("an offer to somebody who goes away is withdrawn and no miss of theirs", async () => {
  await set(desk.ben, "busy");
  const item = await arrive();
  await becomes(item, { state: "offered", offeredTo: desk.anna.id });
  await set(desk.anna, "away");
  await becomes(item, { state: "waiting", offeredTo: null });
  expect((await dataOf("workItem.offerEnded")).at(-1)).toMatchObject({ outcome: "withdrawn" });
  expect((await personRow(desk.anna)).missedOffers).toBe(0);
});

test("what a queue gives without asking is somebody's at once, as far as their capacity goes", async () => {
  await change({ autoAccept: ["chat"] });
  await set(desk.ben, "busy");
  await deps.db.update(people).set({ capacity: 2 }).where(eq(people.id, desk.anna.id));
  const [first, second, third] = [await arrive(), await arrive(), await arrive()];
  await becomes(first, { state: "active", ownerId: desk.anna.id });
  await becomes(second, { state: "active", ownerId: desk.anna.id });
  const access = await accessOf(hub, desk.anna);
  await setStatus(deps, { access, conversationId: first.conversationId, status: "resolved" });
  await becomes(third, { state: "active", ownerId: desk.anna.id });
  expect(await dataOf("workItem.stateChanged")).toContainEqual(
    expect.objectContaining({ workItemId: third.id, reason: "autoAccepted" }),
  );
  const [held] = await deps.db.select().from(conversations).where(eq(conversations.id, third.conversationId));
  expect(held?.assigneeId).toBe(desk.anna.id);
});

test("work of somebody who is away for too long goes back to its queue, and to the next", async () => {
  await set(desk.ben, "busy");
  const item = await arrive();
  await becomes(item, { offeredTo: desk.anna.id });
  await acceptOffer(deps, { access: await accessOf(hub, desk.anna), workItemId: item.id });
  await set(desk.anna, "away");
  later(299);
  await set(desk.ben, "ready");
  expect((await readItem(hub, item)).ownerId).toBe(desk.anna.id);
  later(2);
  await becomes(item, { state: "offered", offeredTo: desk.ben.id });
  expect(await dataOf("workItem.stateChanged")).toContainEqual(
    expect.objectContaining({ workItemId: item.id, reason: "handedBack" }),
  );
});

test("a chat in which nobody writes rests, and a wrap-up ends by itself", async () => {
  await change({ wrapUpSeconds: 40 });
  const still = await arrive({ state: "active", ownerId: desk.anna.id });
  const done = await arrive({ state: "active", ownerId: desk.ben.id });
  const access = await accessOf(hub, desk.ben);
  await setStatus(deps, { access, conversationId: done.conversationId, status: "resolved" });
  await becomes(done, { state: "wrapUp" });
  later(41);
  await becomes(done, { state: "done", dispositionId: null });
  expect((await readItem(hub, still)).isResting).toBe(false);
  later(600);
  await becomes(still, { state: "active", isResting: true });
  expect((await dataOf("workItem.stateChanged")).at(-1)).toMatchObject({ reason: "wrapUpOver" });
});

test("what nobody takes in its queue waits in the next after a time, from when it began to wait", async () => {
  const cara = await makePerson(hub, { isOnline: true });
  const next = await makeQueue(hub, { personIds: [cara.id], lastPersonSeconds: 0 });
  await set(desk.anna, "busy");
  await set(desk.ben, "busy");
  await change({ overflowAfterSeconds: 60, overflowQueueId: next.id });
  const item = await arrive();
  later(61);
  await becomes(item, { queueId: next.id, offeredTo: cara.id, waitingSince: item.waitingSince });
  expect(await dataOf("workItem.queued")).toMatchObject([
    { queueId: { from: desk.queue.id, to: next.id }, reason: "overflow" },
  ]);
  const [held] = await deps.db.select().from(conversations).where(eq(conversations.id, item.conversationId));
  expect(held?.queueId).toBe(next.id);
});

test("work waits for the person whom its contact spoke to last, for the queue's time", async () => {
  await change({ lastPersonSeconds: 20 });
  await deps.db.update(people).set({ capacity: 0 }).where(eq(people.id, desk.ben.id));
  const earlier = await makeWaiting(hub, desk, { state: "done" });
  const [past] = await deps.db
    .update(conversations)
    .set({ assigneeId: desk.ben.id, status: "resolved" })
    .where(eq(conversations.id, earlier.conversationId))
    .returning();
  const item = await makeWaiting(hub, desk);
  await deps.db
    .update(conversations)
    .set({ contactId: past!.contactId })
    .where(eq(conversations.id, item.conversationId));
  await announce(item);
  const after = await arrive();
  await becomes(after, { offeredTo: desk.anna.id });
  expect((await readItem(hub, item)).state).toBe("waiting");
  later(21);
  await becomes(item, { offeredTo: desk.anna.id });
});

test("work that somebody is at work on is left until they are done with it", async () => {
  const item = await makeWaiting(hub, desk);
  const locked = Promise.withResolvers<void>();
  const release = Promise.withResolvers<void>();
  const holding = transact(deps, async (tx) => {
    await tx.client.query("select from work_items where id = $1 for update", [item.id]);
    locked.resolve();
    await release.promise;
  });
  await locked.promise;
  await announce(item);
  const other = await arrive();
  await becomes(other, { state: "offered" });
  release.resolve();
  await holding;
  await becomes(item, { state: "offered" });
});

test("a call waits for somebody's phone, and is held out to them once it is ready", async () => {
  const call = await arrive({ kind: "call" });
  const mail = await arrive();
  await becomes(mail, { state: "offered" });
  expect(await readItem(hub, call)).toMatchObject({ state: "waiting" });
  await keepConnections(deps, { personIds: new Set([desk.anna.id]), phones: new Set([desk.anna.id]) });
  await becomes(call, { state: "offered", offeredTo: desk.anna.id });
  await keepConnections(deps, { personIds: new Set([desk.anna.id]), phones: new Set() });
  await becomes(call, { state: "waiting" });
});
