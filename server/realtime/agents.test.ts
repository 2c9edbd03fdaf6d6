import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { channelTeams, conversations, people, sessions } from "../../db/schema/index.ts";
import {
  makeChannel,
  makeContact,
  makeConversation,
  makeDeal,
  makeInteraction,
  makePerson,
  makeTask,
  makeTeam,
  type TestHub,
  testHub,
} from "../../test/factories.ts";
import { makeCookie, startNode, type TestNode } from "../../test/realtime/node.ts";
import { openReady, openScreen, type Screen, typesOf, until } from "../../test/realtime/screen.ts";
import type { HubEvent } from "../contract/events.ts";
import { transact } from "../lib/transact.ts";

let hub: TestHub;
let node: TestNode;
let open: Screen[] = [];

beforeAll(async () => {
  hub = await testHub();
  node = await startNode(hub.deps);
});
afterEach(() => {
  for (const screen of open) screen.close();
  open = [];
});
afterAll(async () => {
  await node?.stop();
  await hub?.close();
});

const append = (...events: HubEvent[]) => transact(hub.deps, async (tx) => tx.append(...events));

async function screenOf(person: { id: string }, options: Parameters<typeof openScreen>[2] = {}) {
  const screen = await openReady(node.url, await makeCookie(hub.deps, person), options);
  open.push(screen);
  return screen;
}

/** Everybody connected has been told all that was appended before. */
async function settled(...screens: Screen[]) {
  await append({ type: "workspace.updated", data: {} });
  for (const screen of screens) await until(() => screen.events.at(-1)?.type === "workspace.updated");
  for (const screen of screens) screen.events.pop();
}

/** Two teams with a channel each, and somebody of each role. */
async function house() {
  const ours = await makeTeam(hub);
  const theirs = await makeTeam(hub);
  const channel = await makeChannel(hub, { teamIds: [ours.id] });
  return {
    ours,
    theirs,
    channel,
    admin: await makePerson(hub, { role: "admin" }),
    supervisor: await makePerson(hub, { role: "supervisor", teamIds: [ours.id] }),
    agent: await makePerson(hub, { teamIds: [ours.id] }),
    other: await makePerson(hub, { teamIds: [ours.id] }),
    stranger: await makePerson(hub, { role: "supervisor", teamIds: [theirs.id] }),
  };
}

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
  const { channel, admin, supervisor, agent, other, stranger } = await house();
  const screens = await Promise.all(
    [admin, supervisor, agent, other, stranger].map((person) => screenOf(person)),
  );
  const conversation = await makeConversation(hub, { channelId: channel.id, assigneeId: agent.id });
  const interaction = await makeInteraction(hub, conversation, { text: "Is anybody there?" });
  await append(received(conversation, interaction));
  await settled(...screens);
  const [byAdmin, bySupervisor, byAgent, byOther, byStranger] = screens.map((screen) => screen.events);
  for (const events of [byAdmin, bySupervisor, byAgent]) {
    expect(typesOf(events!)).toEqual(["interaction.received"]);
    expect(events![0]!.interaction?.text).toBe("Is anybody there?");
    expect(events![0]!.conversation).toMatchObject({ id: conversation.id, readPosition: null });
  }
  expect([...byOther!, ...byStranger!]).toEqual([]);
});

test("whoever loses sight of a conversation is told so without its rows", async () => {
  const { channel, supervisor, agent, other, stranger } = await house();
  const screens = await Promise.all([supervisor, agent, other, stranger].map((person) => screenOf(person)));
  const conversation = await makeConversation(hub, { channelId: channel.id, assigneeId: agent.id });
  await append({
    type: "conversation.assigned",
    conversationId: conversation.id,
    data: { channelId: channel.id, assignee: { from: null, to: agent.id }, reason: "person" },
  });
  await settled(...screens);
  const [bySupervisor, byAgent, byOther, byStranger] = screens.map((screen) => screen.events);
  expect(bySupervisor![0]?.conversation?.assigneeId).toBe(agent.id);
  expect(byAgent![0]?.conversation?.assigneeId).toBe(agent.id);
  expect(byOther).toHaveLength(1);
  expect(byOther![0]).toMatchObject({ isGone: true });
  expect(byOther![0]).not.toHaveProperty("conversation");
  expect(byStranger).toEqual([]);
});

test("contacts, deals and tasks go to those who may see them", async () => {
  const { channel, admin, supervisor, agent, other, stranger } = await house();
  const screens = await Promise.all(
    [admin, supervisor, agent, other, stranger].map((person) => screenOf(person)),
  );
  const contact = await makeContact(hub);
  await makeConversation(hub, { channelId: channel.id, contactId: contact.id, assigneeId: agent.id });
  const deal = await makeDeal(hub, { contactId: contact.id, ownerId: agent.id });
  const task = await makeTask(hub, { assigneeId: agent.id, dueAt: new Date(0) });
  await append(
    { type: "contact.updated", data: { contactId: contact.id } },
    { type: "deal.updated", data: { dealId: deal.id, ownerId: { from: other.id, to: agent.id } } },
    { type: "task.overdue", data: { taskId: task.id, assigneeId: agent.id } },
  );
  await settled(...screens);
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
  const { channel, admin, agent } = await house();
  const screens = [await screenOf(agent), await screenOf(agent), await screenOf(admin)];
  const conversation = await makeConversation(hub, { channelId: channel.id });
  await append({
    type: "conversation.read",
    conversationId: conversation.id,
    data: { personId: agent.id, position: 1 },
  });
  await settled(...screens);
  expect(screens.map((screen) => typesOf(screen.events))).toEqual([
    ["conversation.read"],
    ["conversation.read"],
    [],
  ]);
});

test("health and quarantine are the supervisors' of the channel", async () => {
  const { channel, supervisor, agent, stranger } = await house();
  const screens = await Promise.all([supervisor, agent, stranger].map((person) => screenOf(person)));
  await append({
    type: "inbound.quarantined",
    data: { inboundId: channel.id, channelId: channel.id },
  });
  await settled(...screens);
  expect(screens.map((screen) => screen.events.length)).toEqual([1, 0, 0]);
});

test("a changed role holds for the next event, and the screen fetches anew", async () => {
  const { channel, supervisor, agent } = await house();
  const screen = await screenOf(supervisor);
  const conversation = await makeConversation(hub, { channelId: channel.id, assigneeId: agent.id });
  const interaction = await makeInteraction(hub, conversation);
  await hub.deps.db.update(people).set({ role: "agent" }).where(eq(people.id, supervisor.id));
  await append({
    type: "person.accessChanged",
    data: { personId: supervisor.id, role: { from: "supervisor", to: "agent" } },
  });
  await append(received(conversation, interaction));
  await settled(screen);
  expect(screen.resets).toHaveLength(1);
  expect(typesOf(screen.events)).toEqual(["person.accessChanged"]);
});

test("a channel that is given to another team is out of sight at once", async () => {
  const { channel, theirs, agent, stranger } = await house();
  const screens = await Promise.all([agent, stranger].map((person) => screenOf(person)));
  const conversation = await makeConversation(hub, { channelId: channel.id });
  const interaction = await makeInteraction(hub, conversation);
  await hub.deps.db
    .update(channelTeams)
    .set({ teamId: theirs.id })
    .where(eq(channelTeams.channelId, channel.id));
  await append({ type: "channel.updated", data: { channelId: channel.id } });
  await append(received(conversation, interaction));
  await settled(...screens);
  expect(screens.map((screen) => screen.resets.length)).toEqual([1, 1]);
  expect(typesOf(screens[0]!.events)).toEqual([]);
  expect(typesOf(screens[1]!.events)).toEqual(["channel.updated", "interaction.received"]);
});

test("an ended session closes its own sockets and no others", async () => {
  const { agent } = await house();
  const here = await screenOf(agent);
  const elsewhere = await screenOf(agent);
  const cookie = String(here.socket.io.opts.extraHeaders?.cookie);
  await hub.deps.db.delete(sessions).where(eq(sessions.id, cookie.replace("session=", "")));
  await append({ type: "person.signedOut", data: { personId: agent.id } });
  await until(() => !here.socket.connected);
  expect(elsewhere.socket.connected).toBe(true);
  const again = openScreen(node.url, cookie);
  open.push(again);
  const error = await new Promise<Error>((resolve) => again.socket.on("connect_error", resolve));
  expect(error).toMatchObject({ data: { code: "unauthenticated" } });
});

test("a removed person's sockets are closed", async () => {
  const { agent } = await house();
  const screen = await screenOf(agent);
  await hub.deps.db.update(people).set({ removedAt: new Date() }).where(eq(people.id, agent.id));
  await append({ type: "person.accessChanged", data: { personId: agent.id, isRemoved: true } });
  await until(() => !screen.socket.connected);
});

test("a page of somebody else's cannot use a person's session", async () => {
  const { agent } = await house();
  const cookie = await makeCookie(hub.deps, agent);
  const foreign = openScreen(node.url, cookie, { headers: { origin: "https://evil.example" } });
  open.push(foreign);
  const error = await new Promise<Error>((resolve) => foreign.socket.on("connect_error", resolve));
  expect(error).toMatchObject({ data: { code: "forbidden" } });
  await screenOf(agent, { headers: { origin: "http://localhost:3000" } });
  await screenOf(agent, { headers: { origin: node.url } });
});

test("what a screen says in the wrong shape, too often or too long harms nobody", async () => {
  const { agent, other } = await house();
  const screen = await screenOf(agent);
  const raw = screen.socket as unknown as { emit(name: string, ...args: unknown[]): void };
  for (const bad of [null, 7, [], { conversationId: 7 }, { conversationId: "x" }, { __proto__: null }]) {
    raw.emit("viewing", bad);
    raw.emit("typing", bad, "more");
    raw.emit("online", bad);
    raw.emit("nothing of this name", bad);
  }
  raw.emit("viewing");
  for (let nth = 0; nth < 500; nth++) raw.emit("viewing", { conversationId: null });
  await settled(screen);
  expect(screen.socket.connected).toBe(true);
  raw.emit("viewing", { conversationId: "x".repeat(1_000_000) });
  await until(() => !screen.socket.connected);
  await screenOf(other);
});

test("a conversation that moves on while its event waits is judged as it is now", async () => {
  const { channel, agent, other } = await house();
  const screen = await screenOf(other);
  const conversation = await makeConversation(hub, { channelId: channel.id });
  const interaction = await makeInteraction(hub, conversation);
  await transact(hub.deps, async (tx) => {
    tx.append(received(conversation, interaction));
    await tx.db
      .update(conversations)
      .set({ assigneeId: agent.id })
      .where(eq(conversations.id, conversation.id));
  });
  await settled(screen);
  expect(screen.events).toEqual([]);
});

test("a node that stops lets its screens go elsewhere", async () => {
  const stopping = await startNode(hub.deps);
  const screen = await openReady(stopping.url, await makeCookie(hub.deps, await makePerson(hub)), {
    reconnection: true,
  });
  open.push(screen);
  const reason = new Promise((resolve) => screen.socket.on("disconnect", resolve));
  await stopping.stop();
  expect(await reason).toBe("transport close");
  expect(screen.socket.active).toBe(true);
});
