import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { newId } from "../../db/schema/columns.ts";
import { channelTeams, conversations, people } from "../../db/schema/index.ts";
import { makeContact, makeConversation, makeDeal, makeInteraction, makeTask } from "../../test/factories.ts";
import { typesOf } from "../../test/realtime/screen.ts";
import { setScreens } from "../../test/realtime/stage.ts";
import type { HubEvent } from "../contract/events.ts";
import { transact } from "../lib/transact.ts";

const stage = setScreens();

const received = (
  conversation: { id: string; channelId: string; contactId: string },
  interaction: { id: string; position: number },
): HubEvent => ({
  type: "interaction.received",
  conversationId: conversation.id,
  data: {
    interactionId: interaction.id,
    position: interaction.position,
    channelId: conversation.channelId,
    contactId: conversation.contactId,
  },
});

test("a message is pushed with its rows to those who may see it and to nobody else", async () => {
  const { channel, admin, supervisor, agent, other, stranger } = await stage.house();
  const screens = await Promise.all(
    [admin, supervisor, agent, other, stranger].map((person) => stage.screenOf(person)),
  );
  const conversation = await makeConversation(stage.hub, { channelId: channel.id, assigneeId: agent.id });
  const interaction = await makeInteraction(stage.hub, conversation, { text: "Is anybody there?" });
  await stage.append(received(conversation, interaction));
  await stage.settled(...screens);
  const [byAdmin, bySupervisor, byAgent, byOther, byStranger] = screens.map((screen) => screen.events);
  for (const events of [byAdmin, bySupervisor, byAgent]) {
    expect(typesOf(events!)).toEqual(["interaction.received"]);
    expect(events![0]!.interaction?.text).toBe("Is anybody there?");
    expect(events![0]!.conversation).toMatchObject({ id: conversation.id, readPosition: null });
  }
  expect([...byOther!, ...byStranger!]).toEqual([]);
});

test("whoever loses sight of a conversation is told so without its rows", async () => {
  const { channel, supervisor, agent, other, stranger } = await stage.house();
  const screens = await Promise.all(
    [supervisor, agent, other, stranger].map((person) => stage.screenOf(person)),
  );
  const conversation = await makeConversation(stage.hub, { channelId: channel.id, assigneeId: agent.id });
  await stage.append({
    type: "conversation.assigned",
    conversationId: conversation.id,
    data: { channelId: channel.id, assignee: { from: null, to: agent.id }, reason: "person" },
  });
  await stage.settled(...screens);
  const [bySupervisor, byAgent, byOther, byStranger] = screens.map((screen) => screen.events);
  expect(bySupervisor![0]?.conversation?.assigneeId).toBe(agent.id);
  expect(byAgent![0]?.conversation?.assigneeId).toBe(agent.id);
  expect(byOther).toHaveLength(1);
  expect(byOther![0]).toMatchObject({ isGone: true });
  expect(byOther![0]).not.toHaveProperty("conversation");
  expect(byStranger).toEqual([]);
});

test("whoever was offered work hears that the offer is over, though it is out of their sight by then", async () => {
  const { channel, admin, agent, stranger } = await stage.house();
  const screens = await Promise.all([agent, stranger].map((person) => stage.screenOf(person)));
  const conversation = await makeConversation(stage.hub, { channelId: channel.id, assigneeId: admin.id });
  const data = { workItemId: newId(), queueId: null, personId: stranger.id, outcome: "withdrawn" } as const;
  await stage.append({ type: "workItem.offerEnded", conversationId: conversation.id, data });
  await stage.settled(...screens);
  const [byAgent, byStranger] = screens.map((screen) => screen.events);
  expect(byAgent).toEqual([]);
  expect(byStranger).toHaveLength(1);
  expect(byStranger![0]).toMatchObject({ isGone: true, data });
  expect(byStranger![0]?.conversation).toBeUndefined();
});

test("contacts, deals and tasks go to those who may see them", async () => {
  const { channel, admin, supervisor, agent, other, stranger } = await stage.house();
  const screens = await Promise.all(
    [admin, supervisor, agent, other, stranger].map((person) => stage.screenOf(person)),
  );
  const contact = await makeContact(stage.hub);
  await makeConversation(stage.hub, { channelId: channel.id, contactId: contact.id, assigneeId: agent.id });
  const deal = await makeDeal(stage.hub, { contactId: contact.id, ownerId: agent.id });
  const task = await makeTask(stage.hub, { assigneeId: agent.id, dueAt: new Date(0) });
  await stage.append(
    { type: "contact.updated", data: { contactId: contact.id } },
    { type: "deal.updated", data: { dealId: deal.id, ownerId: { from: other.id, to: agent.id } } },
    { type: "task.overdue", data: { taskId: task.id, assigneeId: agent.id } },
  );
  await stage.settled(...screens);
  const [byAdmin, bySupervisor, byAgent, byOther, byStranger] = screens.map((screen) => screen.events);
  for (const events of [byAdmin, bySupervisor, byAgent]) {
    expect(events![0]?.contact?.id).toBe(contact.id);
    expect(events![1]?.deal?.id).toBe(deal.id);
    expect(events![2]?.task).toMatchObject({ id: task.id, isOverdue: true });
  }
  expect(byOther).toHaveLength(1);
  expect(byOther![0]).toMatchObject({ type: "deal.updated", isGone: true });
  expect(byOther![0]).not.toHaveProperty("deal");
  expect(byStranger).toEqual([]);
});

test("a person's reading is their own, on all their screens", async () => {
  const { channel, admin, agent } = await stage.house();
  const screens = [await stage.screenOf(agent), await stage.screenOf(agent), await stage.screenOf(admin)];
  const conversation = await makeConversation(stage.hub, { channelId: channel.id });
  await stage.append({
    type: "conversation.read",
    conversationId: conversation.id,
    data: { personId: agent.id, position: 1 },
  });
  await stage.settled(...screens);
  expect(screens.map((screen) => typesOf(screen.events))).toEqual([
    ["conversation.read"],
    ["conversation.read"],
    [],
  ]);
});

test("health and quarantine are the supervisors' of the channel", async () => {
  const { channel, supervisor, agent, stranger } = await stage.house();
  const screens = await Promise.all([supervisor, agent, stranger].map((person) => stage.screenOf(person)));
  await stage.append({
    type: "inbound.quarantined",
    data: { inboundId: channel.id, channelId: channel.id },
  });
  await stage.settled(...screens);
  expect(screens.map((screen) => screen.events.length)).toEqual([1, 0, 0]);
});

test("call flows are the supervisors' and the admins'", async () => {
  const { admin, supervisor, agent } = await stage.house();
  const screens = await Promise.all([admin, supervisor, agent].map((person) => stage.screenOf(person)));
  await stage.append({ type: "callFlow.updated", data: { callFlowId: newId() } });
  await stage.settled(...screens);
  const said = screens.map(({ events }) => typesOf(events));
  expect(said).toEqual([["callFlow.updated"], ["callFlow.updated"], []]);
});

test("a changed role holds for the next event, and the screen fetches anew", async () => {
  const { channel, supervisor, agent } = await stage.house();
  const screen = await stage.screenOf(supervisor);
  const conversation = await makeConversation(stage.hub, { channelId: channel.id, assigneeId: agent.id });
  const interaction = await makeInteraction(stage.hub, conversation);
  await stage.hub.deps.db.update(people).set({ role: "agent" }).where(eq(people.id, supervisor.id));
  await stage.append({
    type: "person.accessChanged",
    data: { personId: supervisor.id, role: { from: "supervisor", to: "agent" } },
  });
  await stage.append(received(conversation, interaction));
  await stage.settled(screen);
  expect(screen.resets).toHaveLength(1);
  expect(typesOf(screen.events)).toEqual(["person.accessChanged"]);
});

test("a channel that is given to another team is out of sight at once", async () => {
  const { channel, theirs, agent, stranger } = await stage.house();
  const screens = await Promise.all([agent, stranger].map((person) => stage.screenOf(person)));
  const conversation = await makeConversation(stage.hub, { channelId: channel.id });
  const interaction = await makeInteraction(stage.hub, conversation);
  await stage.hub.deps.db
    .update(channelTeams)
    .set({ teamId: theirs.id })
    .where(eq(channelTeams.channelId, channel.id));
  await stage.append({ type: "channel.updated", data: { channelId: channel.id } });
  await stage.append(received(conversation, interaction));
  await stage.settled(...screens);
  expect(screens.map((screen) => screen.resets.length)).toEqual([1, 1]);
  expect(typesOf(screens[0]!.events)).toEqual([]);
  expect(typesOf(screens[1]!.events)).toEqual(["channel.updated", "interaction.received"]);
});

test("a conversation that moves on while its event waits is judged as it is now", async () => {
  const { channel, agent, other } = await stage.house();
  const screen = await stage.screenOf(other);
  const conversation = await makeConversation(stage.hub, { channelId: channel.id });
  const interaction = await makeInteraction(stage.hub, conversation);
  await transact(stage.hub.deps, async (tx) => {
    tx.append(received(conversation, interaction));
    await tx.db
      .update(conversations)
      .set({ assigneeId: agent.id })
      .where(eq(conversations.id, conversation.id));
  });
  await stage.settled(screen);
  expect(screen.events).toEqual([]);
});
