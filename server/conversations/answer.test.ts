import { eq } from "drizzle-orm";
import { afterAll, beforeEach, expect, test } from "vitest";
import { conversations, deals, files, interactions, tasks, workItems } from "../../db/schema/index.ts";
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
import { answer, type NewAnswer } from "./answer.ts";
import { getConversation, getInteraction } from "./queries.ts";

const hub = await testHub();
const { deps } = hub;
afterAll(hub.close);

let access: Access;
let conversation: Awaited<ReturnType<typeof makeConversation>>;
let before = 0;
beforeEach(async () => {
  conversation = await makeConversation(hub, { waitingSince: new Date() });
  access = await accessOf(hub, await makePerson(hub));
  await makeInteraction(hub, conversation);
  before = (await hub.events()).at(-1)?.seq ?? 0;
});

const written = (more: Partial<NewAnswer> = {}): NewAnswer => ({
  access,
  conversationId: conversation.id,
  kind: "message",
  text: "We are on it",
  clientKey: `key-${Math.random()}`,
  fileIds: [],
  mentions: [],
  ...more,
});
const rowOf = async () =>
  (await deps.db.select().from(conversations).where(eq(conversations.id, conversation.id)))[0]!;
const eventTypes = async () => (await hub.events(before)).map(({ type }) => type);

test("an answer is queued, its job is there, and nobody waits any more", async () => {
  const jobs = (await hub.jobs("sendInteraction")).length;
  const id = await answer(deps, written());
  expect(await getInteraction(deps, id)).toMatchObject({ state: "queued", direction: "out", position: 1 });
  expect((await hub.jobs("sendInteraction")).length).toBe(jobs + 1);
  expect(await rowOf()).toMatchObject({
    waitingSince: null,
    lastPreview: "We are on it",
    lastDirection: "out",
    assigneeId: access.personId,
  });
  expect(await eventTypes()).toEqual(
    expect.arrayContaining(["interaction.queued", "conversation.assigned", "interaction.logged"]),
  );
  const shown = await getConversation(deps, access, conversation.id);
  expect(shown.readPosition).toBe(shown.length);
});

test("the first answer closes the task to answer, and the deal follows the answerer", async () => {
  const task = await makeTask(hub, { kind: "answer", conversationId: conversation.id });
  const other = await makeTask(hub, { conversationId: conversation.id });
  const deal = await makeDeal(hub, { contactId: conversation.contactId, conversationId: conversation.id });
  const item = await makeWorkItem(hub, { conversationId: conversation.id });
  await answer(deps, written());
  const done = await deps.db.select().from(tasks).where(eq(tasks.conversationId, conversation.id));
  expect(done.find(({ id }) => id === task.id)).toMatchObject({ doneBy: access.personId });
  expect(done.find(({ id }) => id === other.id)?.doneAt).toBeNull();
  expect((await deps.db.select().from(deals).where(eq(deals.id, deal.id)))[0]?.ownerId).toBe(access.personId);
  expect((await deps.db.select().from(workItems).where(eq(workItems.id, item.id)))[0]).toMatchObject({
    state: "active",
    ownerId: access.personId,
  });
  const completed = (await hub.events(before)).filter(({ type }) => type === "task.completed");
  expect(completed.map(({ data }) => data)).toEqual([{ taskId: task.id, by: "answer" }]);
});

test("the same key twice, at once too, is one interaction with one job", async () => {
  const jobs = (await hub.jobs("sendInteraction")).length;
  const same = written();
  const ids = await Promise.all(Array.from({ length: 8 }, () => answer(deps, same)));
  expect(new Set([...ids, await answer(deps, same)]).size).toBe(1);
  const outgoing = await deps.db
    .select()
    .from(interactions)
    .where(eq(interactions.clientKey, same.clientKey));
  expect(outgoing).toHaveLength(1);
  expect((await hub.jobs("sendInteraction")).length).toBe(jobs + 1);
});

test("the same key in another conversation is a conflict, at once too", async () => {
  const other = await makeConversation(hub, { channelId: conversation.channelId });
  const first = written();
  const second = { ...first, conversationId: other.id };
  const results = await Promise.allSettled([answer(deps, first), answer(deps, second)]);
  expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(results.find(({ status }) => status === "rejected")).toMatchObject({ reason: { code: "conflict" } });
});

test("what came in since the answer was begun is shown first; what went out does not matter", async () => {
  await answer(deps, written({ seenLength: 1 }));
  await answer(deps, written({ seenLength: 1 }));
  await makeInteraction(hub, conversation, { text: "One more thing" });
  await expect(answer(deps, written({ seenLength: 3 }))).rejects.toMatchObject({ code: "conflict" });
  await answer(deps, written({ kind: "note", seenLength: 3 }));
  await answer(deps, written({ seenLength: 5 }));
});

test("a note is for colleagues: nothing is sent, nobody takes over, and the mentioned one sees it", async () => {
  const team = await makeTeam(hub);
  const channel = await makeChannel(hub, { teamIds: [team.id] });
  conversation = await makeConversation(hub, { channelId: channel.id, waitingSince: new Date() });
  access = await accessOf(hub, await makePerson(hub, { teamIds: [team.id] }));
  const colleague = await accessOf(hub, await makePerson(hub));
  await expect(getConversation(deps, colleague, conversation.id)).rejects.toMatchObject({
    code: "not_found",
  });
  const jobs = (await hub.jobs("sendInteraction")).length;
  await answer(deps, written({ kind: "note", mentions: [colleague.personId] }));
  expect((await hub.jobs("sendInteraction")).length).toBe(jobs);
  expect(await rowOf()).toMatchObject({ assigneeId: null, waitingSince: expect.any(Date), lastPreview: "" });
  expect((await getConversation(deps, colleague, conversation.id)).id).toBe(conversation.id);
  expect(await eventTypes()).toEqual(["interaction.noted", "conversation.shared"]);
});

test("an answer opens what was resolved", async () => {
  await deps.db
    .update(conversations)
    .set({ status: "resolved" })
    .where(eq(conversations.id, conversation.id));
  await answer(deps, written());
  expect(await rowOf()).toMatchObject({ status: "open", resolvedAt: null });
});

test("files go along once, and only one's own", async () => {
  const file = (uploadedBy: string) =>
    deps.db
      .insert(files)
      .values({ sha256: "0".repeat(64), name: "a.pdf", contentType: "application/pdf", size: 1, uploadedBy })
      .returning();
  const mine = (await file(access.personId))[0]!;
  const theirs = (await file((await makePerson(hub)).id))[0]!;
  await expect(answer(deps, written({ fileIds: [theirs.id] }))).rejects.toMatchObject({ code: "invalid" });
  const id = await answer(deps, written({ text: "", fileIds: [mine.id] }));
  expect((await getInteraction(deps, id)).files).toMatchObject([{ id: mine.id, name: "a.pdf" }]);
  expect((await rowOf()).lastPreview).toBe("a.pdf");
  await expect(answer(deps, written({ fileIds: [mine.id] }))).rejects.toMatchObject({ code: "invalid" });
});

test("nothing, a stranger's mention, and somebody else's conversation are refused and leave no trace", async () => {
  const gone = await makePerson(hub, { removedAt: new Date() });
  const foreign = await makeConversation(hub, { assigneeId: (await makePerson(hub)).id });
  await expect(answer(deps, written({ text: "  \n" }))).rejects.toMatchObject({ code: "invalid" });
  await expect(answer(deps, written({ mentions: [access.personId] }))).rejects.toMatchObject({
    code: "invalid",
  });
  await expect(answer(deps, written({ kind: "note", mentions: [gone.id] }))).rejects.toMatchObject({
    code: "invalid",
  });
  await expect(answer(deps, written({ conversationId: foreign.id }))).rejects.toMatchObject({
    code: "not_found",
  });
  expect(await eventTypes()).toEqual([]);
  expect((await rowOf()).length).toBe(1);
});
