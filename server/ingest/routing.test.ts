import { afterAll, beforeEach, expect, test } from "vitest";
import { routingRules, workspace } from "../../db/schema/index.ts";
import type { RoutingActions, RoutingConditions } from "../../db/schema/routing.ts";
import { makeChannel, makeConversation, makeQueue, testHub } from "../../test/factories.ts";
import { setIngest } from "../../test/set-ingest.ts";
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
