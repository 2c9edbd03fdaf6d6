import type { ChildProcess } from "node:child_process";
import { join } from "node:path";
import { io } from "socket.io-client";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type LiveEvents, liveNamespace, socketPath } from "../../server/contract/sockets.ts";
import { transact } from "../../server/lib/transact.ts";
import { makeConversation, makeInteraction, makePerson, type TestHub, testHub } from "../factories.ts";
import { startScript } from "../script.ts";
import { redisServerPath } from "../setup/parts.ts";
import { makeCookie } from "./node.ts";
import { startRedis } from "./redis.ts";
import { openReady, type Screen, until } from "./screen.ts";
import { startProxy, type TcpProxy } from "./tcp-proxy.ts";

type Conversation = Awaited<ReturnType<typeof makeConversation>>;

const redisServer = redisServerPath();

let hub: TestHub;
let wire: TcpProxy;
/** Where clients go, as a load balancer would lead them. */
let front: TcpProxy;
const children: ChildProcess[] = [];
const open: { close(): void }[] = [];
let one: Awaited<ReturnType<typeof startNode>>;
let two: typeof one;

beforeAll(async () => {
  if (!redisServer) return;
  hub = await testHub();
  const redis = await startRedis();
  children.push(redis.process);
  wire = await startProxy(redis.port);
  [one, two] = await Promise.all([startNode(), startNode()]);
  front = await startProxy(two.port);
});

afterAll(async () => {
  for (const each of open) each.close();
  for (const child of children) child.kill("SIGKILL");
  await wire?.stop();
  await front?.stop();
  await hub?.close();
});

async function startNode() {
  const redisUrl = `redis://127.0.0.1:${wire.port}`;
  const script = startScript(join(import.meta.dirname, "run-node.ts"), hub.url, redisUrl);
  children.push(script.process);
  return { port: Number(await script.says(/^\d+$/)), script };
}

async function screenAt(port: number, person: { id: string }) {
  const screen = await openReady(`http://127.0.0.1:${port}`, await makeCookie(hub.deps, person), {
    reconnection: true,
  });
  open.push(screen);
  return screen;
}

function visitorAt(port: number, channelId: string, token: string) {
  const socket = io(`http://127.0.0.1:${port}${liveNamespace}`, {
    path: socketPath,
    transports: ["websocket"],
    forceNew: true,
    reconnectionDelay: 50,
    auth: { channelId, token },
  });
  open.push({ close: () => void socket.disconnect() });
  let got = 0;
  socket.on("message", ((message) => {
    if (message.type === "hello") got++;
  }) satisfies LiveEvents["message"]);
  return { socket, got: () => got };
}

async function receive(conversation: Conversation) {
  const interaction = await makeInteraction(hub, conversation);
  await transact(hub.deps, async (tx) =>
    tx.append({
      type: "interaction.received",
      conversationId: conversation.id,
      data: {
        interactionId: interaction.id,
        position: interaction.position,
        channelId: conversation.channelId,
        contactId: conversation.contactId,
      },
    }),
  );
  return interaction.id;
}

const texts = (screen: Screen) => screen.events.map((event) => event.interaction?.id);
/** A screen that asks too often is not answered. */
const online = (screen: Screen) =>
  screen.socket
    .timeout(500)
    .emitWithAck("online")
    .catch(() => []);
const isTyping = (screen: Screen, person: { id: string }) =>
  screen.viewers.at(-1)?.viewers.some((viewer) => viewer.personId === person.id && viewer.isTyping) === true;

test.skipIf(!redisServer)(
  "two nodes are one hub: through a loss of Redis, and when one of them is killed",
  async () => {
    const [anna, ben, cara, dan] = [
      await makePerson(hub),
      await makePerson(hub),
      await makePerson(hub),
      await makePerson(hub),
    ];
    const conversation = await makeConversation(hub);
    const { channelId, thread } = conversation;
    const byAnna = await screenAt(one.port, anna);
    const byCara = await screenAt(one.port, cara);
    const byBen = await screenAt(front.port, ben);
    const byDan = await screenAt(two.port, dan);
    const visitor = visitorAt(two.port, channelId, "visitor");
    const sender = visitorAt(one.port, channelId, "sender");

    const type = (screen: Screen) =>
      screen.socket.emit("typing", { conversationId: conversation.id, isTyping: true });
    const stop = (screen: Screen) =>
      screen.socket.emit("typing", { conversationId: conversation.id, isTyping: false });

    // What arrives at one is seen at the other, the ephemeral included.
    const first = await receive(conversation);
    await until(() => [byAnna, byBen].every((screen) => texts(screen).includes(first)));
    await until(async () => (await online(byAnna)).length === 4 && (await online(byBen)).length === 4);
    for (const screen of [byAnna, byBen, byCara])
      screen.socket.emit("viewing", { conversationId: conversation.id });
    await until(() => [byAnna, byBen].every((screen) => screen.viewers.at(-1)?.viewers.length === 3));
    type(byAnna);
    await until(() => isTyping(byBen, anna) && isTyping(byCara, anna));
    stop(byAnna);
    await until(() => !isTyping(byBen, anna));
    visitor.socket.emit("message", { type: "typing", thread });
    await until(() => byAnna.contactTyping.length > 0);
    sender.socket.emit("message", { type: "send", to: "visitor" });
    await until(() => visitor.got() === 1);

    // Without Redis the log still reaches everybody, and each node serves its own sockets.
    wire.cut();
    const second = await receive(conversation);
    await until(() => [byAnna, byBen].every((screen) => texts(screen).includes(second)));
    type(byAnna);
    await until(() => isTyping(byCara, anna));
    expect(isTyping(byBen, anna)).toBe(false);
    expect(await online(byAnna)).toHaveLength(4);
    stop(byAnna);

    // It heals by itself.
    wire.restore();
    await until(() => {
      type(byAnna);
      return isTyping(byBen, anna);
    });
    stop(byAnna);
    await until(() => {
      if (visitor.socket.connected) sender.socket.emit("message", { type: "send", to: "visitor" });
      return visitor.got() > 1;
    });

    // The clients of a killed node carry on at the other, and miss nothing.
    await two.script.kill();
    front.leadTo(one.port);
    const third = await receive(conversation);
    await until(() => texts(byBen).includes(third));
    const fourth = await receive(conversation);
    await until(() => [byAnna, byBen].every((screen) => texts(screen).includes(fourth)));
    for (const screen of [byAnna, byBen]) {
      expect(texts(screen)).toEqual([first, second, third, fourth]);
      expect(screen.resets).toEqual([]);
    }
    byBen.socket.emit("viewing", { conversationId: conversation.id });
    await until(() => {
      type(byBen);
      return isTyping(byAnna, ben);
    });
    // Whoever was only there is offline after a while; whoever came over never was.
    await until(async () => (await online(byAnna)).length === 3);
    expect(byDan.socket.connected).toBe(false);
    const told = byAnna.presence.filter(({ personId, isOnline }) => !isOnline && personId !== dan.id);
    expect(told).toEqual([]);
  },
);
