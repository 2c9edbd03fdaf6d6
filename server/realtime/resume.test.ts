import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  makeChannel,
  makeConversation,
  makeInteraction,
  makePerson,
  type TestHub,
  testHub,
} from "../../test/factories.ts";
import { makeCookie, startNode, type TestNode } from "../../test/realtime/node.ts";
import { openReady, openScreen, until } from "../../test/realtime/screen.ts";
import { lastPosition } from "../events/queries.ts";
import { transact } from "../lib/transact.ts";
import { mostMissed } from "./missed.ts";

let hub: TestHub;
let node: TestNode;
let cookie: string;
let conversation: Awaited<ReturnType<typeof makeConversation>>;

beforeAll(async () => {
  hub = await testHub();
  node = await startNode(hub.deps);
  cookie = await makeCookie(hub.deps, await makePerson(hub));
  conversation = await makeConversation(hub, { channelId: (await makeChannel(hub)).id });
});
afterAll(async () => {
  await node?.stop();
  await hub?.close();
});

const write = (count = 1) =>
  transact(hub.deps, async (tx) => {
    for (let nth = 0; nth < count; nth++) {
      tx.append({
        type: "conversation.tagged",
        conversationId: conversation.id,
        data: { tagIds: { from: [], to: [] } },
      });
    }
  });

/** The node has pushed all that there is, so that who comes now has missed it. */
const nodeToCatchUp = () =>
  until(async () => {
    const screen = await openReady(node.url, cookie);
    screen.close();
    return screen.position() === (await lastPosition(hub.deps));
  });

test("a screen that goes and comes sees each event exactly once and in order, while more is committed", async () => {
  const from = await lastPosition(hub.deps);
  let isWriting = true;
  const writers = Array.from({ length: 3 }, async () => {
    while (isWriting) await write(1 + Math.floor(Math.random() * 3));
  });
  const seen: number[] = [];
  let position: number | undefined = from;
  for (let round = 0; round < 25; round++) {
    const screen = await openReady(node.url, cookie, { position });
    await delay(Math.random() * 30);
    screen.close();
    position = screen.position();
    seen.push(...screen.events.map((event) => event.seq));
    expect(screen.resets).toEqual([]);
  }
  isWriting = false;
  await Promise.all(writers);
  const last = await openReady(node.url, cookie, { position });
  const end = await lastPosition(hub.deps);
  await until(() => last.position() === end);
  last.close();
  seen.push(...last.events.map((event) => event.seq));
  expect(seen).toEqual((await hub.events(from)).map((event) => event.seq));
}, 60_000);

test("what was missed comes with its rows, and only what one may see", async () => {
  const from = await lastPosition(hub.deps);
  const hidden = await makeConversation(hub, { assigneeId: (await makePerson(hub)).id });
  const interaction = await makeInteraction(hub, conversation, { text: "While you were away" });
  const events = [conversation, hidden].map(({ id, channelId, contactId }) => ({
    type: "interaction.received" as const,
    conversationId: id,
    data: { interactionId: interaction.id, position: 0, channelId, contactId },
  }));
  await transact(hub.deps, async (tx) => tx.append(...events));
  await nodeToCatchUp();
  const screen = await openReady(node.url, cookie, { position: from });
  screen.close();
  expect(screen.events.map((event) => event.interaction?.text)).toEqual(["While you were away"]);
  expect(screen.position()).toBe(await lastPosition(hub.deps));
});

test("a screen that missed too much is told to fetch anew, and goes on from there", async () => {
  const from = await lastPosition(hub.deps);
  await write(mostMissed + 1);
  await nodeToCatchUp();
  const screen = await openReady(node.url, cookie, { position: from });
  expect(screen.events).toEqual([]);
  expect(screen.resets).toHaveLength(1);
  await write();
  await until(() => screen.events.length === 1);
  screen.close();
});

test("a screen that missed what the log keeps no longer is told to fetch anew", async () => {
  const from = await lastPosition(hub.deps);
  await write(3);
  await nodeToCatchUp();
  await hub.deps.pool.query("delete from events where seq <= $1", [from + 1]);
  const late = await openReady(node.url, cookie, { position: from });
  const inTime = await openReady(node.url, cookie, { position: from + 1 });
  late.close();
  inTime.close();
  expect([late.events, late.resets.length]).toEqual([[], 1]);
  expect([inTime.events.length, inTime.resets]).toEqual([2, []]);
});

test("a screen that missed a change of what it may see is told to fetch anew", async () => {
  const from = await lastPosition(hub.deps);
  await transact(hub.deps, async (tx) =>
    tx.append({ type: "channel.updated", data: { channelId: conversation.channelId } }),
  );
  await nodeToCatchUp();
  const screen = await openReady(node.url, cookie, { position: from });
  screen.close();
  expect(screen.resets).toHaveLength(1);
});

test("a position of another log's is told to fetch anew", async () => {
  const end = await lastPosition(hub.deps);
  const screen = await openReady(node.url, cookie, { position: end + 1_000_000 });
  expect(screen.resets).toEqual([end]);
  await write();
  await until(() => screen.events.length === 1);
  screen.close();
});

test("a position of another shape is refused", async () => {
  for (const position of [-1, 1.5, Number.NaN, "1", {}] as number[]) {
    const screen = openScreen(node.url, cookie, { position });
    const error = await new Promise<Error>((resolve) => screen.socket.on("connect_error", resolve));
    expect(error).toMatchObject({ data: { code: "invalid" } });
    screen.close();
  }
});

test("a screen that comes from a node that was ahead gets nothing twice", async () => {
  const witness = await openReady(node.url, cookie);
  const blocker = await hub.deps.pool.connect();
  await blocker.query("begin; lock table conversations in access exclusive mode");
  await write(2);
  const ahead = openScreen(node.url, cookie, { position: await lastPosition(hub.deps) });
  await until(() => ahead.socket.connected);
  await blocker.query("commit");
  blocker.release();
  await until(() => witness.events.length === 2);
  await write();
  await until(() => ahead.events.length > 0);
  expect(ahead.resets).toEqual([]);
  expect(ahead.events.map(({ seq }) => seq)).toEqual([await lastPosition(hub.deps)]);
  witness.close();
  ahead.close();
});
