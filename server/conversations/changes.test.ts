import { and, eq, ne } from "drizzle-orm";
import { afterAll, afterEach, beforeEach, expect, test } from "vitest";
import { deals, interactions, tasks, workItems } from "../../db/schema/index.ts";
import {
  accessOf,
  makeChannel,
  makeConversation,
  makeDeal,
  makeInteraction,
  makePerson,
  makeTask,
  makeTeam,
  makeWorkItem,
  testHub,
} from "../../test/factories.ts";
import type { Access } from "../permissions/access.ts";
import { assign } from "./assign.ts";
import { markRead } from "./mark-read.ts";
import { getConversation, getInteraction, getTimeline, listTags } from "./queries.ts";
import { retry } from "./retry.ts";
import { setStatus } from "./set-status.ts";
import { setTags } from "./set-tags.ts";
import { share } from "./share.ts";
import { showConversation } from "./show-conversation.ts";
import { wakeConversation } from "./wake.ts";

const hub = await testHub();
const { deps } = hub;
afterAll(hub.close);
afterEach(() => hub.setClock());

let access: Access;
let colleague: Access;
let conversation: Awaited<ReturnType<typeof makeConversation>>;
let before = 0;
beforeEach(async () => {
  const team = await makeTeam(hub);
  const channel = await makeChannel(hub, { teamIds: [team.id] });
  conversation = await makeConversation(hub, { channelId: channel.id, waitingSince: new Date() });
  access = await accessOf(hub, await makePerson(hub, { teamIds: [team.id] }));
  colleague = await accessOf(hub, await makePerson(hub, { teamIds: [team.id] }));
  before = (await hub.events()).at(-1)?.seq ?? 0;
});

const id = () => conversation.id;
const seen = () => showConversation(deps, access, id());
const newEvents = async () => (await hub.events(before)).map(({ type, data }) => ({ type, data }));
const entries = async () =>
  (await getTimeline(deps, { access: await admin(), conversationId: id(), limit: 50 })).items
    .filter(({ kind }) => kind === "system")
    .map(({ data }) => data);
const admin = async () => accessOf(hub, await makePerson(hub, { role: "admin" }));
const openItem = async () =>
  (
    await deps.db
      .select()
      .from(workItems)
      .where(and(eq(workItems.conversationId, id()), ne(workItems.state, "done")))
  )[0];

test("whom it is assigned to gets the deal, the task to answer and the work item; giving back returns them", async () => {
  const contactId = conversation.contactId;
  const deal = await makeDeal(hub, { contactId, conversationId: id() });
  const sticky = await makeDeal(hub, {
    contactId,
    conversationId: id(),
    isOwnerSet: true,
    ownerId: access.personId,
  });
  const task = await makeTask(hub, { kind: "answer", conversationId: id() });
  await makeWorkItem(hub, { conversationId: id() });
  const ownerOf = async (dealId: string) =>
    (await deps.db.select().from(deals).where(eq(deals.id, dealId)))[0]?.ownerId;
  const taskOf = async () => (await deps.db.select().from(tasks).where(eq(tasks.id, task.id)))[0]?.assigneeId;

  await assign(deps, { access, conversationId: id(), personId: colleague.personId });
  expect([await ownerOf(deal.id), await ownerOf(sticky.id), await taskOf()]).toEqual([
    colleague.personId,
    access.personId,
    colleague.personId,
  ]);
  expect(await openItem()).toMatchObject({ state: "active", ownerId: colleague.personId });

  await assign(deps, { access: colleague, conversationId: id(), personId: null });
  expect([await ownerOf(deal.id), await taskOf(), (await seen()).assigneeId]).toEqual([null, null, null]);
  expect(await openItem()).toMatchObject({ state: "waiting", ownerId: null });
  expect(await entries()).toEqual([
    { what: "conversation.assigned", from: null, to: colleague.personId },
    { what: "conversation.assigned", from: colleague.personId, to: null },
  ]);
});

test("assigning twice happens once", async () => {
  await assign(deps, { access, conversationId: id(), personId: access.personId });
  const { version } = await seen();
  await assign(deps, { access, conversationId: id(), personId: access.personId });
  expect((await seen()).version).toBe(version);
});

test("nobody removed, outside the channel's teams or unknown can be assigned", async () => {
  const outsider = await makePerson(hub);
  const removed = await makePerson(hub, { role: "admin", removedAt: new Date() });
  for (const personId of [outsider.id, removed.id, id()]) {
    await expect(assign(deps, { access, conversationId: id(), personId })).rejects.toMatchObject({
      code: "invalid",
    });
  }
  expect(await newEvents()).toEqual([]);
});

test("resolving closes the work and the task to answer, and nobody waits; reopening makes work again", async () => {
  const task = await makeTask(hub, { kind: "answer", conversationId: id() });
  await makeWorkItem(hub, { conversationId: id() });
  await setStatus(deps, { access, conversationId: id(), status: "resolved" });
  expect(await seen()).toMatchObject({ status: "resolved", waitingSince: null, dueAt: null });
  expect(await openItem()).toBeUndefined();
  expect(await newEvents()).toEqual(
    expect.arrayContaining([
      { type: "task.completed", data: { taskId: task.id, by: "person" } },
      expect.objectContaining({ type: "workItem.stateChanged" }),
    ]),
  );
  await setStatus(deps, { access, conversationId: id(), status: "open" });
  expect(await openItem()).toMatchObject({ state: "waiting" });
});

test("snoozing needs a time to come, and only snoozing takes one", async () => {
  const now = new Date("2026-03-01T12:00:00Z");
  hub.setClock(now);
  const to = (status: "snoozed" | "open", snoozedUntil?: string) =>
    setStatus(deps, { access, conversationId: id(), status, snoozedUntil });
  await expect(to("snoozed")).rejects.toMatchObject({ code: "invalid" });
  await expect(to("snoozed", now.toISOString())).rejects.toMatchObject({ code: "invalid" });
  await expect(to("open", "2026-03-02T12:00:00Z")).rejects.toMatchObject({ code: "invalid" });
});

test("a snoozed conversation wakes at its time, and not before", async () => {
  hub.setClock(new Date("2026-03-01T12:00:00Z"));
  const snooze = (snoozedUntil: string) =>
    setStatus(deps, { access, conversationId: id(), status: "snoozed", snoozedUntil });
  await snooze("2026-03-02T12:00:00Z");
  await snooze("2026-03-03T12:00:00Z");
  const jobs = (await hub.jobs("wakeConversation")).filter(({ payload }) => payload.conversationId === id());
  expect(jobs.map(({ runAt }) => runAt.toISOString())).toEqual(["2026-03-03T12:00:00.000Z"]);

  hub.setClock(new Date("2026-03-02T12:00:00Z"));
  await wakeConversation(deps, { conversationId: id() });
  expect((await seen()).status).toBe("snoozed");
  hub.setClock(new Date("2026-03-03T12:00:00Z"));
  await wakeConversation(deps, { conversationId: id() });
  await wakeConversation(deps, { conversationId: id() });
  expect(await seen()).toMatchObject({ status: "open", snoozedUntil: null });
  expect((await entries()).filter((data) => data?.reason === "snoozeEnded")).toHaveLength(1);
});

test("tags are set by name, made when new, and one whatever their case", async () => {
  await setTags(deps, { access, conversationId: id(), names: ["Срочно", "VIP", "vip"] });
  const first = (await seen()).tags;
  expect(first).toHaveLength(2);
  await setTags(deps, { access, conversationId: id(), names: ["vip", "срочно"] });
  expect((await seen()).tags).toEqual(first);
  expect(await entries()).toHaveLength(1);
  await setTags(deps, { access, conversationId: id(), names: [] });
  expect((await seen()).tags).toEqual([]);
  expect((await listTags(deps)).length).toBeGreaterThanOrEqual(2);
});

test("the same new tags added at once to two conversations are made once", async () => {
  const other = await makeConversation(hub, { channelId: conversation.channelId });
  const names = ["one new", "another new", "third new"];
  await Promise.all([
    setTags(deps, { access, conversationId: id(), names }),
    setTags(deps, { access, conversationId: other.id, names: names.toReversed() }),
  ]);
  expect((await listTags(deps)).filter(({ name }) => names.includes(name))).toHaveLength(3);
});

test("sharing lets a colleague outside see it, once", async () => {
  const outsider = await accessOf(hub, await makePerson(hub));
  await expect(getConversation(deps, outsider, id())).rejects.toMatchObject({ code: "not_found" });
  await share(deps, { access, conversationId: id(), personId: outsider.personId });
  await share(deps, { access, conversationId: id(), personId: outsider.personId });
  expect((await getConversation(deps, outsider, id())).id).toBe(id());
  expect((await newEvents()).filter(({ type }) => type === "conversation.shared")).toHaveLength(1);
  await expect(share(deps, { access, conversationId: id(), personId: id() })).rejects.toMatchObject({
    code: "invalid",
  });
});

test("how far one has read is one's own, never past the end, and can be lowered", async () => {
  await makeInteraction(hub, conversation);
  await makeInteraction(hub, conversation);
  const read = (position: number) => markRead(deps, { access, conversationId: id(), position });
  const positionOf = async (who: Access) => (await getConversation(deps, who, id())).readPosition;
  await read(99);
  expect(await positionOf(access)).toBe(2);
  await read(1);
  expect([await positionOf(access), await positionOf(colleague)]).toEqual([1, 0]);
  await read(1);
  expect((await newEvents()).filter(({ type }) => type === "conversation.read")).toHaveLength(2);
});

test("what one does oneself is read already", async () => {
  await makeInteraction(hub, conversation);
  await markRead(deps, { access, conversationId: id(), position: 1 });
  await setTags(deps, { access, conversationId: id(), names: ["mine"] });
  const { readPosition, length } = await getConversation(deps, access, id());
  expect([readPosition, length]).toEqual([2, 2]);
});

test("a failed answer is tried again once, however often one asks", async () => {
  const failed = await makeInteraction(hub, conversation, {
    authorId: access.personId,
    state: "failed",
    failure: "550 no such user",
  });
  const jobs = (await hub.jobs("sendInteraction")).length;
  await Promise.all([1, 2, 3].map(() => retry(deps, { access, interactionId: failed.id })));
  expect(await getInteraction(deps, failed.id)).toMatchObject({ state: "queued", failure: null, version: 2 });
  expect((await hub.jobs("sendInteraction")).length).toBe(jobs + 1);
  await deps.db.update(interactions).set({ state: "sent" }).where(eq(interactions.id, failed.id));
  await expect(retry(deps, { access, interactionId: failed.id })).rejects.toMatchObject({ code: "conflict" });
});

test("the timeline is read from either side, oldest first", async () => {
  for (let nth = 0; nth < 6; nth++) await makeInteraction(hub, conversation, { text: `${nth}` });
  const positions = async (part: { before?: number; after?: number }) =>
    (await getTimeline(deps, { access, conversationId: id(), limit: 2, ...part })).items.map(
      ({ position }) => position,
    );
  expect(await positions({})).toEqual([4, 5]);
  expect(await positions({ before: 4 })).toEqual([2, 3]);
  expect(await positions({ after: -1 })).toEqual([0, 1]);
  expect(await positions({ after: 1, before: 3 })).toEqual([2]);
});

test("somebody else's conversation is not there for any change", async () => {
  const failed = await makeInteraction(hub, conversation, { authorId: access.personId, state: "failed" });
  const outsider = await accessOf(hub, await makePerson(hub));
  const on = { access: outsider, conversationId: id() };
  const changes = [
    assign(deps, { ...on, personId: outsider.personId }),
    setStatus(deps, { ...on, status: "resolved" }),
    setTags(deps, { ...on, names: ["x"] }),
    share(deps, { ...on, personId: outsider.personId }),
    markRead(deps, { ...on, position: 0 }),
    retry(deps, { access: outsider, interactionId: failed.id }),
    getTimeline(deps, { ...on, limit: 5 }),
  ];
  const results = await Promise.allSettled(changes);
  expect(results.map((result) => result.status === "rejected" && result.reason.code)).toEqual(
    changes.map(() => "not_found"),
  );
  expect(await newEvents()).toEqual([]);
});
