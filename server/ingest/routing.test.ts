import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { routingRules, workspace } from "../../db/schema/index.ts";
import type { RoutingActions, RoutingConditions } from "../../db/schema/routing.ts";
import {
  makeChannel,
  makeConversation,
  makePerson,
  makeQueue,
  makeWorkItem,
  testHub,
} from "../../test/factories.ts";
import { setIngest } from "../../test/set-ingest.ts";
import { createIngest } from "./create-ingest.ts";
import { message } from "./test-messages.ts";

const hub = await testHub();
await hub.deps.db.insert(workspace).values({});
const own = setIngest(hub);
let made = 0;

afterAll(() => hub.close());
beforeEach(() => hub.deps.db.delete(routingRules));

const makeRule = (actions: RoutingActions, conditions: RoutingConditions = {}) =>
  hub.deps.db
    .insert(routingRules)
    .values({ name: `Rule ${++made}`, position: made, actions, conditions })
    .returning()
    .then(([rule]) => rule!);

/** A first message of somebody new, and where its work went. */
async function write(text: string, channelId = own.channelId) {
  const thread = `thread-${++made}`;
  const { inboundId } = await own.ingest.accept(channelId, message({ text, thread, address: thread }));
  await own.ingest.idle();
  const { rows } = await hub.deps.pool.query(
    `select c.id as "conversationId", c.queue_id as "conversationQueueId", w.queue_id as "queueId", w.priority,
      w.requirements, w.language, i.why,
      array(select t.name from conversation_tags ct join tags t on t.id = ct.tag_id
        where ct.conversation_id = c.id order by 1) as tags
    from interactions i join conversations c on c.id = i.conversation_id
    join work_items w on w.conversation_id = c.id and w.state <> 'done' where i.id = $1`,
    [inboundId],
  );
  return rows[0];
}

test("a rule says queue, priority, requirements and tags, and the message says which rule it was", async () => {
  const queue = await makeQueue(hub, { priority: 2 });
  const requirements = [{ skillId: crypto.randomUUID(), level: 3, relaxAfterSeconds: 60 }];
  const actions = { queueId: queue.id, priority: 7, requirements, tags: ["parcel"] };
  const rule = await makeRule(actions, { words: ["parcel"] });
  const work = await write("Where is my PARCEL?");
  expect(work).toMatchObject({
    queueId: queue.id,
    conversationQueueId: queue.id,
    priority: 7,
    requirements,
    tags: ["parcel"],
  });
  expect(work.why.routing).toContainEqual({ signal: "rule", detail: rule.name });
  expect(await hub.events()).toContainEqual(
    expect.objectContaining({
      type: "workItem.created",
      conversationId: work.conversationId,
      data: expect.objectContaining({ queueId: queue.id, priority: 7 }),
    }),
  );
});

test("what no rule holds for goes where the channel's work goes, as that queue asks", async () => {
  const requirements = [{ skillId: crypto.randomUUID(), level: 1, relaxAfterSeconds: null }];
  const queue = await makeQueue(hub, { priority: 3, requirements, languageSeconds: 60 });
  const channel = await makeChannel(hub, { queueId: queue.id });
  await makeRule({ priority: 9 }, { words: ["refund"] });
  const work = await write("Hallo, ich habe eine Frage zu meiner Bestellung", channel.id);
  expect(work).toMatchObject({ queueId: queue.id, priority: 3, requirements, language: "de", tags: [] });
  expect(work.why.routing).toContainEqual({ signal: "queue.channel" });
});

test("without rules and queues work is nobody's, and nothing is said of it", async () => {
  const work = await write("Hello");
  expect(work).toMatchObject({ queueId: null, conversationQueueId: null, priority: 0, language: null });
  expect(work.why.routing).toEqual([{ signal: "queue" }]);
});

test("an archived queue is no queue, and a rule that is off no rule", async () => {
  const archived = await makeQueue(hub, { archivedAt: new Date() });
  const queue = await makeQueue(hub);
  const channel = await makeChannel(hub, { queueId: archived.id });
  expect(await write("Hello", channel.id)).toMatchObject({ queueId: null, conversationQueueId: null });
  await makeRule({ queueId: queue.id });
  await hub.deps.db.update(routingRules).set({ isEnabled: false });
  expect(await write("Hello")).toMatchObject({ queueId: null });
});

test("a conversation that goes on stays in its queue, whatever the rules say by now", async () => {
  const [before, later] = [await makeQueue(hub), await makeQueue(hub)];
  await makeRule({ queueId: later.id });
  const conversation = await makeConversation(hub, {
    channelId: own.channelId,
    thread: "goes-on",
    status: "pending",
    queueId: before.id,
  });
  const { inboundId } = await own.ingest.accept(own.channelId, message({ thread: "goes-on", address: "on" }));
  await own.ingest.idle();
  const { rows } = await hub.deps.pool.query(
    `select w.queue_id as "queueId", i.why from work_items w join interactions i using (conversation_id)
    where i.id = $1 and w.conversation_id = $2`,
    [inboundId, conversation.id],
  );
  expect(rows[0]).toMatchObject({ queueId: before.id });
  expect(rows[0].why.routing).toContainEqual({ signal: "queue.kept" });
});

describe("what comes back to whom it was with", () => {
  const makeAnna = (capacity: number) => makePerson(hub, { isOnline: true, capacity });
  type Values = Partial<Parameters<typeof makeConversation>[1] & object>;
  const makeHers = async (anna: { id: string }, values: Values = {}) =>
    makeConversation(hub, {
      channelId: own.channelId,
      thread: `back-${++made}`,
      status: "resolved",
      resolvedAt: new Date(),
      assigneeId: anna.id,
      queueId: (await makeQueue(hub, { personIds: [anna.id] })).id,
      ...values,
    });
  type Conversation = Awaited<ReturnType<typeof makeHers>>;

  const writeOn = ({ thread }: Conversation, ingest = own.ingest) =>
    ingest.accept(own.channelId, message({ thread, address: thread }));

  async function look({ id }: Conversation) {
    const { rows } = await hub.deps.pool.query(
      `select w.state, w.owner_id as "ownerId", w.queue_id as "queueId", c.assignee_id as "assigneeId",
        (select why->'routing' from interactions where conversation_id = c.id and why is not null) as routing,
        (select data->'reason' from interactions
          where conversation_id = c.id and data->>'what' = 'conversation.assigned') as said,
        (select data->>'reason' from events where type = 'workItem.created' and conversation_id = c.id) as reason
      from conversations c join work_items w on w.conversation_id = c.id and w.state <> 'done' where c.id = $1`,
      [id],
    );
    return rows[0];
  }

  test("is theirs again while they have room, and no longer", async () => {
    const anna = await makeAnna(3);
    const [first, second] = [await makeHers(anna), await makeHers(anna)];
    await writeOn(first);
    await own.ingest.idle();
    await writeOn(second);
    await own.ingest.idle();
    expect(await look(first)).toMatchObject({ state: "active", ownerId: anna.id, reason: null });
    expect(await look(second)).toMatchObject({
      state: "waiting",
      ownerId: null,
      assigneeId: null,
      queueId: second.queueId,
      said: "assigneeFull",
      routing: [{ signal: "assignee.full" }, { signal: "queue" }, { signal: "queue.kept" }],
    });
    expect(await hub.events()).toContainEqual(
      expect.objectContaining({
        type: "conversation.assigned",
        conversationId: second.id,
        data: { channelId: own.channelId, assignee: { from: anna.id, to: null }, reason: "assigneeFull" },
      }),
    );
  });

  test("is no more than they may get when several come at once, on two nodes", async () => {
    const anna = await makeAnna(7);
    const hers = await Promise.all(Array.from({ length: 12 }, () => makeHers(anna)));
    const other = createIngest({ ...hub.deps, nodeId: crypto.randomUUID() }, {});
    await Promise.all(hers.map((one, nth) => writeOn(one, nth % 2 === 0 ? own.ingest : other)));
    await Promise.all([own.ingest.idle(), other.idle()]);
    await other.stop();
    const states = (await Promise.all(hers.map(look))).map(({ state }) => state);
    expect(states.filter((state) => state === "active")).toHaveLength(3);
    expect(states.filter((state) => state === "waiting")).toHaveLength(9);
  });

  test.each([
    "pending",
    "snoozed",
  ] as const)("stays theirs where it was %s, and the event says it is too much", async (status) => {
    const anna = await makeAnna(3);
    const both = await Promise.all([1, 2].map(() => makeHers(anna, { status, resolvedAt: null })));
    await Promise.all(both.map((one) => writeOn(one)));
    await own.ingest.idle();
    const found = await Promise.all(both.map(look));
    expect(found).toMatchObject([{ ownerId: anna.id }, { ownerId: anna.id }]);
    expect(found.map(({ reason }) => reason).sort()).toEqual([null, "overCapacity"]);
  });

  test("stays theirs where no queue could hand it out", async () => {
    const anna = await makeAnna(0);
    const archived = await makeQueue(hub, { archivedAt: new Date() });
    for (const queueId of [null, archived.id]) {
      const hers = await makeHers(anna, { queueId });
      await writeOn(hers);
      await own.ingest.idle();
      expect(await look(hers)).toMatchObject({ ownerId: anna.id, queueId: null, reason: "overCapacity" });
    }
  });

  test("stays theirs while they wrap it up: it weighs what it weighed", async () => {
    const anna = await makeAnna(2);
    const hers = await makeHers(anna);
    const { id: conversationId, queueId } = hers;
    const wrapUp = { state: "wrapUp", ownerId: anna.id, weight: 2 } as const;
    await makeWorkItem(hub, { conversationId, queueId, ...wrapUp });
    await writeOn(hers);
    await own.ingest.idle();
    expect(await look(hers)).toMatchObject({ state: "active", ownerId: anna.id });
  });

  test("a chat that rested and wakes in the same moment takes the room that it needs", async () => {
    const anna = await makeAnna(2);
    const resting = await makeHers(anna, { status: "open", resolvedAt: null, waitingSince: null });
    const { id: conversationId, queueId } = resting;
    const active = { state: "active", ownerId: anna.id, weight: 2, isResting: true } as const;
    await makeWorkItem(hub, { conversationId, queueId, ...active });
    const hers = await makeHers(anna);
    await Promise.all([writeOn(resting), writeOn(hers)]);
    await own.ingest.idle();
    expect(await look(resting)).toMatchObject({ state: "active" });
    expect(await look(hers)).toMatchObject({ state: "waiting", assigneeId: null });
  });
});
