import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { LiveSignal } from "../../connectors/contract.ts";
import { conversations } from "../../db/schema/index.ts";
import {
  makeConversation,
  makeInteraction,
  makePerson,
  type TestHub,
  testHub,
} from "../../test/factories.ts";
import { makeCookie, startNode, type TestNode } from "../../test/realtime/node.ts";
import { openReady, type Screen, until } from "../../test/realtime/screen.ts";
import { transact } from "../lib/transact.ts";
import type { ThreadAddress } from "./thread-address.ts";

let hub: TestHub;
let node: TestNode;
let open: Screen[] = [];
let said: { thread: ThreadAddress; signal: LiveSignal }[] = [];

beforeAll(async () => {
  hub = await testHub();
  node = await startNode(hub.deps, {
    notifyThread: ({ channelId, thread }, signal) =>
      void said.push({ thread: { channelId, thread }, signal }),
  });
});
afterEach(() => {
  for (const screen of open) screen.close();
  open = [];
  said = [];
});
afterAll(async () => {
  await node?.stop();
  await hub?.close();
});

async function screenOf(person: { id: string }) {
  const screen = await openReady(node.url, await makeCookie(hub.deps, person));
  open.push(screen);
  return screen;
}

const online = (screen: Screen) => new Promise<string[]>((resolve) => screen.socket.emit("online", resolve));

/** Who is on a conversation, as a screen was last told. */
const viewersOn = (screen: Screen, conversationId: string) =>
  screen.viewers
    .findLast((message) => message.conversationId === conversationId)
    ?.viewers.map(({ personId, isTyping }) => ({ personId, isTyping }));

async function look(screen: Screen, conversationId: string) {
  const before = screen.viewers.length;
  screen.socket.emit("viewing", { conversationId });
  await until(() => screen.viewers.length > before);
}

test("somebody is online while any of their screens is there, and a moment longer", async () => {
  const [watcher, person] = [await makePerson(hub), await makePerson(hub, { availability: "busy" })];
  const watching = await screenOf(watcher);
  const first = await screenOf(person);
  const second = await screenOf(person);
  const told = () => watching.presence.filter(({ personId }) => personId === person.id);
  await until(() => told().length === 1);
  expect(told()[0]).toEqual({ personId: person.id, isOnline: true, availability: "busy" });
  expect((await online(watching)).sort()).toEqual([watcher.id, person.id].sort());
  first.close();
  second.close();
  const reloaded = await screenOf(person);
  reloaded.close();
  await until(() => told().length > 1);
  expect(told().map(({ isOnline }) => isOnline)).toEqual([true, false]);
  expect(await online(watching)).toEqual([watcher.id]);
}, 30_000);

test("those who look at a conversation see each other, and who types", async () => {
  const [anna, ben] = [await makePerson(hub, { name: "Anna" }), await makePerson(hub)];
  const conversation = await makeConversation(hub);
  const [byAnna, byBen] = [await screenOf(anna), await screenOf(ben)];
  await look(byAnna, conversation.id);
  await look(byBen, conversation.id);
  byAnna.socket.emit("typing", { conversationId: conversation.id, isTyping: true });
  await until(() => viewersOn(byBen, conversation.id)?.some((viewer) => viewer.isTyping));
  expect(viewersOn(byBen, conversation.id)).toEqual([
    { personId: anna.id, isTyping: true },
    { personId: ben.id, isTyping: false },
  ]);
  expect(said).toEqual([
    { thread: threadOf(conversation), signal: { type: "typing", name: "Anna", isTyping: true } },
  ]);
  byAnna.close();
  await until(() => viewersOn(byBen, conversation.id)?.length === 1);
  expect(said.at(-1)?.signal).toEqual({ type: "typing", name: "Anna", isTyping: false });
});

test("nobody looks at or types in a conversation that is not theirs", async () => {
  const [owner, other] = [await makePerson(hub), await makePerson(hub)];
  const hidden = await makeConversation(hub, { assigneeId: owner.id });
  const free = await makeConversation(hub);
  const [byOwner, byOther] = [await screenOf(owner), await screenOf(other)];
  await look(byOwner, hidden.id);
  byOther.socket.emit("viewing", { conversationId: hidden.id });
  byOther.socket.emit("typing", { conversationId: hidden.id, isTyping: true });
  await look(byOther, free.id);
  expect(viewersOn(byOwner, hidden.id)).toEqual([{ personId: owner.id, isTyping: false }]);
  expect(viewersOn(byOther, hidden.id)).toBeUndefined();
  expect(said).toEqual([]);
});

test("whoever loses sight of a conversation looks at it no longer", async () => {
  const [owner, other] = [await makePerson(hub), await makePerson(hub)];
  const conversation = await makeConversation(hub);
  const [byOwner, byOther] = [await screenOf(owner), await screenOf(other)];
  await look(byOwner, conversation.id);
  await look(byOther, conversation.id);
  await transact(hub.deps, async (tx) => {
    await tx.db
      .update(conversations)
      .set({ assigneeId: owner.id })
      .where(eq(conversations.id, conversation.id));
    tx.append({
      type: "conversation.assigned",
      conversationId: conversation.id,
      data: { channelId: conversation.channelId, assignee: { from: null, to: owner.id }, reason: "person" },
    });
  });
  await until(() => viewersOn(byOwner, conversation.id)?.length === 1);
  node.realtime.contactTyping(conversation.channelId, conversation.thread, true);
  await until(() => byOwner.contactTyping.length === 1);
  expect(byOwner.contactTyping).toEqual([{ conversationId: conversation.id, isTyping: true }]);
  expect(byOther.contactTyping).toEqual([]);
});

test("a contact who types is shown where ingest would put the message: in the oldest that is not resolved", async () => {
  const own = await makeConversation(hub, { createdAt: new Date("2026-01-02") });
  const { channelId, thread } = own;
  for (const [createdAt, status] of [
    ["2026-01-01", "resolved"],
    ["2026-01-03", "open"],
    ["2026-01-04", "resolved"],
  ] as const)
    await makeConversation(hub, { channelId, thread, status, createdAt: new Date(createdAt) });
  const screen = await screenOf(await makePerson(hub));
  await look(screen, own.id);
  node.realtime.contactTyping(channelId, thread, true);
  await until(() => screen.contactTyping.length === 1);
  expect(screen.contactTyping).toEqual([{ conversationId: own.id, isTyping: true }]);
});

test("contacts are told what was read of theirs, each once", async () => {
  const person = await makePerson(hub);
  const [one, two, unread] = [
    await makeConversation(hub),
    await makeConversation(hub),
    await makeConversation(hub),
  ];
  const first = await makeInteraction(hub, one);
  await makeInteraction(hub, one, { authorId: person.id });
  await makeInteraction(hub, one);
  const last = await makeInteraction(hub, two);
  await makeInteraction(hub, unread, { authorId: person.id });
  await screenOf(person);
  const read = (conversation: { id: string }, position: number, personId = person.id) => ({
    type: "conversation.read" as const,
    conversationId: conversation.id,
    data: { personId, position },
  });
  const elsewhere = (await makePerson(hub)).id;
  await transact(hub.deps, async (tx) =>
    tx.append(read(one, 2), read(one, 1), read(unread, 1), read(one, 3, elsewhere), read(two, 1)),
  );
  await until(() => said.length > 1);
  expect(said.toSorted((a) => (a.thread.thread === one.thread ? -1 : 1))).toEqual([
    { thread: threadOf(one), signal: { type: "read", upTo: first.id } },
    { thread: threadOf(two), signal: { type: "read", upTo: last.id } },
  ]);
});

const threadOf = ({ channelId, thread }: ThreadAddress) => ({ channelId, thread });
