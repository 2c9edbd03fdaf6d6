import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { eventually } from "../../test/eventually.ts";
import {
  accessOf,
  makeContact,
  makeConversation,
  makeDeal,
  makeInteraction,
  makePerson,
  makeTask,
  type TestHub,
  testHub,
} from "../../test/factories.ts";
import type { HubEvent } from "../contract/events.ts";
import { transact } from "../lib/transact.ts";
import type { Access } from "../permissions/access.ts";
import { findContactIds } from "./find-contact-ids.ts";
import { findInteractions } from "./find-interactions.ts";
import { followLog } from "./follow-log.ts";

let hub: TestHub;
let admin: Access;
beforeAll(async () => {
  hub = await testHub();
  admin = await accessOf(hub, await makePerson(hub, { role: "admin" }));
});
afterAll(() => hub.close());

let stop: () => Promise<void>;
beforeEach(async () => {
  ({ stop } = await followLog(hub.deps));
  return () => stop();
});

test("what is written while nobody follows is found when somebody follows again, on any node", async () => {
  const conversation = await makeConversation(hub);
  const first = await say(conversation, "giraffe one");
  await eventually(async () => expect(await found("giraffe")).toEqual([first]));
  await stop();
  const second = await say(conversation, "giraffe two");
  const nodes = await Promise.all([followLog(hub.deps), followLog(hub.deps)]);
  await eventually(async () => expect(await found("giraffe")).toEqual([second, first]));
  await Promise.all(nodes.map((node) => node.stop()));
});

test("an event that cannot be followed does not stop what comes behind it", async () => {
  const conversation = await makeConversation(hub);
  await stop();
  const before = await say(conversation, "ocelot one");
  await append({ type: "interaction.noted", data: { interactionId: "nonsense", position: 0 } });
  const after = await say(conversation, "ocelot two");
  ({ stop } = await followLog(hub.deps));
  await eventually(async () => expect(await found("ocelot")).toEqual([after, before]));
});

test("who may find a message follows the conversation that it is in, and who has that", async () => {
  const [from, to] = [await makeConversation(hub), await makeConversation(hub)];
  const id = await say(from, "lynx");
  const agent = await makePerson(hub);
  const channels = { from: `c:${from.channelId}`, to: `c:${to.channelId}` };
  await eventually(async () => expect(await audienceOf(id)).toEqual([channels.from, `u:${from.channelId}`]));

  await hub.deps.db.execute(sql`update conversations set assignee_id = ${agent.id} where id = ${to.id}`);
  await hub.deps.db.execute(sql`update interactions set conversation_id = ${to.id} where id = ${id}`);
  await append({
    type: "interaction.moved",
    data: { interactionId: id, conversationId: { from: from.id, to: to.id } },
  });
  await eventually(async () => expect(await audienceOf(id)).toEqual([channels.to, `p:${agent.id}`]));

  await hub.deps.db.execute(sql`update conversations set assignee_id = null where id = ${to.id}`);
  await append({
    type: "conversation.assigned",
    conversationId: to.id,
    data: { channelId: to.channelId, assignee: { from: agent.id, to: null }, reason: "person" },
  });
  await eventually(async () => expect(await audienceOf(id)).toEqual([channels.to, `u:${to.channelId}`]));
});

test("a contact is found by whoever has a deal or a task of it, until its card is joined to another", async () => {
  const [contact, into] = [await makeContact(hub, { name: "Wombat" }), await makeContact(hub)];
  const [seller, helper] = [await makePerson(hub), await makePerson(hub)];
  const deal = await makeDeal(hub, { contactId: contact.id, ownerId: seller.id });
  const task = await makeTask(hub, { contactId: contact.id, assigneeId: helper.id });
  await append({ type: "deal.updated", data: { dealId: deal.id } });
  await eventually(async () => expect(await contactsFor(seller)).toEqual([contact.id]));
  await append({ type: "task.updated", data: { taskId: task.id } });
  await eventually(async () => expect(await contactsFor(helper)).toEqual([contact.id]));

  await hub.deps.db.execute(sql`update contacts set joined_to = ${into.id} where id = ${contact.id}`);
  await append({ type: "contact.joined", data: { contactId: contact.id, into: into.id } });
  await eventually(async () => expect(await contactsFor(seller)).toEqual([]));
});

async function say(conversation: { id: string; contactId: string }, text: string): Promise<string> {
  const { id, position } = await makeInteraction(hub, conversation, { text });
  await append({
    type: "interaction.noted",
    conversationId: conversation.id,
    data: { interactionId: id, position },
  });
  return id;
}

const append = (event: HubEvent) => transact(hub.deps, async (tx) => tx.append(event));

const found = async (q: string) =>
  (await findInteractions(hub.deps, { access: admin, q, limit: 10 })).map(({ id }) => id);

const contactsFor = async (person: { id: string }) =>
  findContactIds(hub.deps, { access: await accessOf(hub, person), q: "wombat", limit: 10 });

async function audienceOf(id: string): Promise<string[] | undefined> {
  const { rows } = await hub.deps.db.execute<{ audience: string[] }>(
    sql`select audience from search_interactions where interaction_id = ${id}`,
  );
  return rows[0]?.audience;
}
