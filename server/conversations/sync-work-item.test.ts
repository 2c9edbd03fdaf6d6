import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeEach, expect, test } from "vitest";
import { conversations, people } from "../../db/schema/index.ts";
import { accessOf, makeConversation, makePerson, makeQueue, testHub } from "../../test/factories.ts";
import { makeDesk, makeOffered, makeWaiting, readItem } from "../../test/work.ts";
import type { Access } from "../permissions/access.ts";
import { answer } from "./answer.ts";
import { assign } from "./assign.ts";
import { setStatus } from "./set-status.ts";
import { wakeConversation } from "./wake.ts";

const hub = await testHub();
const { deps } = hub;
afterAll(hub.close);
afterEach(() => hub.setClock());

let desk: Awaited<ReturnType<typeof makeDesk>>;
let chief: Access;
let before = 0;
beforeEach(async () => {
  desk = await makeDesk(hub);
  chief = await accessOf(hub, desk.chief);
  before = (await hub.events()).at(-1)?.seq ?? 0;
});

type Item = Awaited<ReturnType<typeof makeWaiting>>;
const give = (item: Item, person: { id: string } | null) =>
  assign(deps, { access: chief, conversationId: item.conversationId, personId: person?.id ?? null });
const setTo = (item: Item, status: "open" | "pending" | "resolved") =>
  setStatus(deps, { access: chief, conversationId: item.conversationId, status });
const makeActive = (values = {}) =>
  makeWaiting(hub, desk, { state: "active", ownerId: desk.anna.id, ...values });
const dataOf = async (type: string) =>
  (await hub.events(before)).filter((event) => event.type === type).map(({ data }) => data);
const idleSinceOf = async ({ id }: { id: string }) =>
  (await deps.db.select().from(people).where(eq(people.id, id)))[0]?.idleSince;

test("what is held out to one and assigned to another is withdrawn", async () => {
  const item = await makeOffered(hub, desk, desk.anna);
  await give(item, desk.ben);
  expect(await readItem(hub, item)).toMatchObject({ state: "active", ownerId: desk.ben.id, offeredTo: null });
  expect(await dataOf("workItem.offerEnded")).toMatchObject([
    { personId: desk.anna.id, outcome: "withdrawn" },
  ]);
});

test("what is resolved while it is held out is done, and nobody is asked any more", async () => {
  const item = await makeOffered(hub, desk, desk.anna);
  await setTo(item, "resolved");
  expect(await readItem(hub, item)).toMatchObject({ state: "done", offeredTo: null, offerEndsAt: null });
});

test("work that is given back begins to wait anew, in its queue, for everybody", async () => {
  const item = await makeActive({ passedBy: [desk.ben.id] });
  const now = new Date(Date.now() + 60_000);
  hub.setClock(now);
  await give(item, null);
  expect(await readItem(hub, item)).toMatchObject({
    state: "waiting",
    ownerId: null,
    queueId: desk.queue.id,
    waitingSince: now,
    queuedSince: now,
    passedBy: null,
    acceptedAt: null,
  });
});

test("answered mail rests and leaves its person idle; a chat does not", async () => {
  const access = await accessOf(hub, desk.anna);
  const [mail, chat] = [await makeActive({ kind: "mail" }), await makeActive({ kind: "chat" })];
  const write = ({ conversationId }: Item) =>
    answer(deps, {
      access,
      conversationId,
      kind: "message",
      text: "Hello",
      clientKey: `key-${conversationId.slice(-8)}`,
      fileIds: [],
      mentions: [],
    });
  await write(chat);
  const earlier = await idleSinceOf(desk.anna);
  await setTo(chat, "resolved");
  const now = new Date(Date.now() + 60_000);
  hub.setClock(now);
  await write(mail);
  expect((await readItem(hub, chat)).state).toBe("done");
  expect(await readItem(hub, mail)).toMatchObject({ state: "active", isResting: true });
  expect(earlier).not.toEqual(now);
  expect(await idleSinceOf(desk.anna)).toEqual(now);
  expect(await dataOf("workItem.rested")).toMatchObject([{ workItemId: mail.id, isResting: true }]);
});

test("whoever still has something that weighs is not idle", async () => {
  const [one] = [await makeActive(), await makeActive()];
  const earlier = await idleSinceOf(desk.anna);
  hub.setClock(new Date(Date.now() + 60_000));
  await setTo(one, "resolved");
  expect(await idleSinceOf(desk.anna)).toEqual(earlier);
});

test("what waits for the contact is done, without a wrap-up", async () => {
  const { queue, channel, anna } = await makeDesk(hub, { wrapUpSeconds: 60 });
  const item = await makeWaiting(hub, { queue, channel }, { state: "active", ownerId: anna.id });
  const access = await accessOf(hub, anna);
  await setStatus(deps, { access, conversationId: item.conversationId, status: "pending" });
  expect((await readItem(hub, item)).state).toBe("done");
});

test("a conversation that is opened while it is wrapped up is in the same hands again", async () => {
  const { queue, channel, anna } = await makeDesk(hub, { wrapUpSeconds: 60 });
  const item = await makeWaiting(hub, { queue, channel }, { state: "active", ownerId: anna.id });
  const access = await accessOf(hub, anna);
  const { conversationId } = item;
  await setStatus(deps, { access, conversationId, status: "resolved" });
  await setStatus(deps, { access, conversationId, status: "open" });
  expect(await readItem(hub, item)).toMatchObject({
    state: "active",
    ownerId: anna.id,
    wrapUpEndsAt: null,
  });
});

test("a conversation's queue is its work's through every change", async () => {
  const item = await makeActive();
  await give(item, null);
  await give(item, desk.ben);
  await setTo(item, "resolved");
  await setTo(item, "open");
  const [held] = await deps.db.select().from(conversations).where(eq(conversations.id, item.conversationId));
  expect(held?.queueId).toBe(desk.queue.id);
});

test("a snooze that ends gives its person back what they had, and says where that is too much", async () => {
  const busy = await makePerson(hub, { capacity: 1 });
  const snoozed = { status: "snoozed", snoozedUntil: new Date(), assigneeId: busy.id } as const;
  const held = [await makeConversation(hub, snoozed), await makeConversation(hub, snoozed)];
  for (const { id: conversationId } of held) await wakeConversation(deps, { conversationId });
  const made = await dataOf("workItem.created");
  expect(made).toMatchObject([{ ownerId: busy.id }, { ownerId: busy.id, reason: "overCapacity" }]);
  expect(made[0]).not.toHaveProperty("reason");
});

test("what is opened again after its queue was archived lies in none", async () => {
  const queue = await makeQueue(hub, { archivedAt: new Date() });
  const done = await makeWaiting(hub, { ...desk, queue }, { state: "done" });
  const inQueue = eq(conversations.id, done.conversationId);
  await deps.db.update(conversations).set({ status: "resolved" }).where(inQueue);
  const access = await accessOf(hub, await makePerson(hub, { role: "admin" }));
  await setStatus(deps, { access, conversationId: done.conversationId, status: "open" });
  const [held] = await deps.db.select().from(conversations).where(inQueue);
  expect(held?.queueId).toBeNull();
  expect((await dataOf("workItem.created")).at(-1)).toMatchObject({ queueId: null, ownerId: null });
});
