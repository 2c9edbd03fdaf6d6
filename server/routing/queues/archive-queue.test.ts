import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "../../../db/schema/columns.ts";
import {
  callFlows,
  channels,
  conversations,
  queues,
  routingRules,
  workItems,
} from "../../../db/schema/index.ts";
import {
  accessOf,
  makeChannel,
  makeConversation,
  makePerson,
  makeQueue,
  makeWorkItem,
  shareWith,
  type TestHub,
  testHub,
} from "../../../test/factories.ts";
import { changeCallFlow } from "../../calls/flows/change-call-flow.ts";
import type { Access } from "../../permissions/access.ts";
import { archiveQueue } from "./archive-queue.ts";
import { createQueue } from "./create-queue.ts";
import { queuesJobs } from "./jobs.ts";
import { getQueue } from "./queries.ts";

let hub: TestHub;
let admin: Access;
beforeAll(async () => {
  hub = await testHub();
  admin = await accessOf(hub, await makePerson(hub, { role: "admin" }));
});
afterAll(() => hub.close());

const archive = (queueId: string) => archiveQueue(hub.deps, { access: admin, queueId });
const lastSeq = async () => (await hub.events()).at(-1)?.seq ?? 0;

async function makeWork(queueId: string, values: Partial<typeof workItems.$inferInsert> = {}) {
  const assigneeId = values.ownerId ?? null;
  const conversation = await makeConversation(hub, { queueId, assigneeId });
  return makeWorkItem(hub, { conversationId: conversation.id, queueId, ...values });
}

async function placeOf(item: { id: string; conversationId: string }) {
  const [row] = await hub.deps.db.select().from(workItems).where(eq(workItems.id, item.id));
  const [conversation] = await hub.deps.db
    .select()
    .from(conversations)
    .where(eq(conversations.id, item.conversationId));
  return {
    state: row?.state,
    queueId: row?.queueId,
    conversationQueueId: conversation?.queueId,
    ownerId: row?.ownerId,
  };
}

test("what is not done goes to the overflow queue, whoever has it, and the log says so", async () => {
  const person = await makePerson(hub);
  const next = await makeQueue(hub);
  const queue = await makeQueue(hub, { overflowQueueId: next.id });
  const waiting = await makeWork(queue.id);
  const active = await makeWork(queue.id, { state: "active", ownerId: person.id });
  const done = await makeWork(queue.id, { state: "done" });
  await hub.deps.db
    .update(conversations)
    .set({ status: "resolved" })
    .where(eq(conversations.id, done.conversationId));
  const seq = await lastSeq();
  await archive(queue.id);
  const there = { queueId: next.id, conversationQueueId: next.id };
  expect(await placeOf(waiting)).toEqual({ ...there, state: "waiting", ownerId: null });
  expect(await placeOf(active)).toEqual({ ...there, state: "active", ownerId: person.id });
  expect(await placeOf(done)).toMatchObject({ queueId: queue.id, conversationQueueId: queue.id });
  const events = await hub.events(seq);
  expect(events[0]).toMatchObject({
    type: "queue.updated",
    data: { queueId: queue.id, memberIds: [], isArchived: true },
  });
  const moved = events.filter(({ type }) => type === "workItem.queued");
  expect(moved.map(({ conversationId }) => conversationId).sort()).toEqual(
    [waiting.conversationId, active.conversationId].sort(),
  );
  expect(moved[0]?.data).toMatchObject({ queueId: { from: queue.id, to: next.id }, reason: "archived" });
});

test("an offer of it is withdrawn, with the sight that it gave", async () => {
  const person = await makePerson(hub);
  const queue = await makeQueue(hub);
  const item = await makeWork(queue.id, { state: "offered", offeredTo: person.id, offerEndsAt: new Date() });
  await shareWith(hub, item.conversationId, person.id, "offered");
  const seq = await lastSeq();
  await archive(queue.id);
  expect(await placeOf(item)).toMatchObject({ state: "waiting", queueId: null, conversationQueueId: null });
  expect(await hub.events(seq)).toContainEqual(
    expect.objectContaining({
      type: "workItem.offerEnded",
      data: { workItemId: item.id, queueId: queue.id, personId: person.id, outcome: "withdrawn" },
    }),
  );
  const { rows } = await hub.deps.pool.query("select from conversation_people where conversation_id = $1", [
    item.conversationId,
  ]);
  expect(rows).toHaveLength(0);
});

test("channels, rules and other queues that lead to it lead on, or nowhere", async () => {
  const next = await makeQueue(hub);
  const queue = await makeQueue(hub, { overflowQueueId: next.id });
  const before = await makeQueue(hub, { overflowQueueId: queue.id });
  await hub.deps.db.update(queues).set({ overflowQueueId: queue.id }).where(eq(queues.id, next.id));
  const channel = await makeChannel(hub, { queueId: queue.id });
  const values = { name: "To it", position: 0, conditions: {} };
  const [rule] = await hub.deps.db
    .insert(routingRules)
    .values({ ...values, actions: { queueId: queue.id, priority: 3 } })
    .returning();
  const leads = async () => ({
    channel: (await hub.deps.db.select().from(channels).where(eq(channels.id, channel.id)))[0]?.queueId,
    rule: (await hub.deps.db.select().from(routingRules).where(eq(routingRules.id, rule!.id)))[0]?.actions,
    before: (await getQueue(hub.deps, before.id)).overflowQueueId,
  });
  await archive(queue.id);
  expect(await leads()).toEqual({
    channel: next.id,
    rule: { queueId: next.id, priority: 3 },
    before: next.id,
  });
  expect((await getQueue(hub.deps, next.id)).overflowQueueId).toBeNull();
  await archive(next.id);
  expect(await leads()).toEqual({ channel: null, rule: { priority: 3 }, before: null });
});

test("its name is free again, and it is archived once", async () => {
  const queue = await makeQueue(hub, { name: "Short-lived" });
  const outcomes = await Promise.allSettled([archive(queue.id), archive(queue.id)]);
  expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(outcomes.find(({ status }) => status === "rejected")).toMatchObject({
    reason: { code: "not_found" },
  });
  const again = await createQueue(hub.deps, { access: admin, values: { name: "Short-lived" } });
  await archive(again);
});

test("what came in while it was archived follows a minute later", async () => {
  const next = await makeQueue(hub);
  const queue = await makeQueue(hub, { overflowQueueId: next.id });
  await archive(queue.id);
  const late = await makeWork(queue.id);
  const [job] = (await hub.jobs("emptyQueue")).filter(({ payload }) => payload.queueId === queue.id);
  await queuesJobs(hub.deps).emptyQueue?.(job!.payload, new AbortController().signal);
  expect(await placeOf(late)).toMatchObject({ queueId: next.id, conversationQueueId: next.id });
});

const flowInto = async (queueIds: string[], values: Partial<typeof callFlows.$inferInsert> = {}) => {
  const wait = { type: "queue" as const, music: null, announce: null, callback: null, overflow: null };
  const nodes = Object.fromEntries(queueIds.map((queueId) => [newId(), { ...wait, queueId }]));
  const [flow] = await hub.deps.db
    .insert(callFlows)
    .values({ name: "Main line", entry: Object.keys(nodes)[0] ?? "", nodes, ...values })
    .returning();
  return flow!;
};
const flowNow = async ({ id }: { id: string }) => {
  const [flow] = await hub.deps.db.select().from(callFlows).where(eq(callFlows.id, id));
  const queueIds = Object.values(flow?.nodes ?? {}).map((node) => node.type === "queue" && node.queueId);
  return { version: flow?.version, queueIds };
};

test("callers who would come into it come into its overflow queue, and whoever edits that call flow is told", async () => {
  const [next, other] = [await makeQueue(hub), await makeQueue(hub)];
  const queue = await makeQueue(hub, { overflowQueueId: next.id });
  const flow = await flowInto([queue.id, other.id]);
  const untouched = await flowInto([other.id]);
  const old = await flowInto([queue.id], { archivedAt: new Date() });
  const before = await lastSeq();
  await archive(queue.id);
  expect(await flowNow(flow)).toEqual({ version: 2, queueIds: [next.id, other.id] });
  expect(await flowNow(untouched)).toEqual({ version: 1, queueIds: [other.id] });
  expect(await flowNow(old)).toEqual({ version: 1, queueIds: [queue.id] });
  const said = (await hub.events(before)).filter(({ type }) => type === "callFlow.updated");
  expect(said).toMatchObject([{ actorId: admin.personId, data: { callFlowId: flow.id } }]);
});

test("while a call flow leads callers into it and nowhere else, it stays", async () => {
  const queue = await makeQueue(hub);
  await flowInto([queue.id], { name: "Night line" });
  const channel = await makeChannel(hub, { queueId: queue.id });
  await expect(archive(queue.id)).rejects.toMatchObject({
    code: "conflict",
    message: expect.stringContaining("Night line"),
  });
  expect(await getQueue(hub.deps, queue.id)).toMatchObject({ channelIds: [channel.id] });
});

test("of a queue that is archived and a call flow that is led into it at once, callers never come to nobody", async () => {
  const queue = await makeQueue(hub);
  const other = await makeQueue(hub);
  const { id, entry, nodes } = await flowInto([other.id]);
  const changed = Object.fromEntries(
    Object.entries(nodes).map(([key, node]) => [key, { ...node, queueId: queue.id }]),
  ) as typeof nodes;
  const values = { name: "Main line", entry, nodes: changed };
  const [archived, led] = await Promise.allSettled([
    archive(queue.id),
    changeCallFlow(hub.deps, { access: admin, callFlowId: id, version: 1, values }),
  ]);
  expect([archived.status, led.status].toSorted()).toEqual(["fulfilled", "rejected"]);
  expect((await flowNow({ id })).queueIds).toEqual([led.status === "fulfilled" ? queue.id : other.id]);
});
