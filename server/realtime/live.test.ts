import { io, type Socket } from "socket.io-client";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { LiveHandshake, LiveMessage } from "../../connectors/contract.ts";
import { newId } from "../../db/schema/columns.ts";
import { type TestHub, testHub } from "../../test/factories.ts";
import { startNode, type TestNode } from "../../test/realtime/node.ts";
import { until } from "../../test/realtime/screen.ts";
import { type LiveEvents, liveNamespace, socketPath } from "../contract/sockets.ts";

let hub: TestHub;
let node: TestNode;
const channelId = newId();
let browsers: Socket<LiveEvents, LiveEvents>[] = [];
let admitted: LiveHandshake[] = [];
let heard: { address: string; message: LiveMessage }[] = [];

beforeAll(async () => {
  hub = await testHub();
  const door = {
    async admit(handshake: LiveHandshake) {
      admitted.push(handshake);
      if (handshake.token === "broken") throw new Error("broken");
      return handshake.token === "wrong" ? undefined : String(handshake.token);
    },
    async receive(address: string, message: LiveMessage) {
      heard.push({ address, message });
      if (message.type === "boom") throw new Error("boom");
    },
  };
  node = await startNode(hub.deps, { liveDoor: async (id) => (id === channelId ? door : undefined) });
});
afterEach(() => {
  for (const browser of browsers) browser.disconnect();
  browsers = [];
  admitted = [];
  heard = [];
});
afterAll(async () => {
  await node?.stop();
  await hub?.close();
});

function browse(auth: object, origin = "https://shop.example") {
  const socket: Socket<LiveEvents, LiveEvents> = io(`${node.url}${liveNamespace}`, {
    path: socketPath,
    transports: ["websocket"],
    forceNew: true,
    reconnectionDelay: 20,
    reconnectionDelayMax: 50,
    extraHeaders: { origin },
    auth,
  });
  browsers.push(socket);
  const got: LiveMessage[] = [];
  socket.on("message", (message) => void got.push(message));
  return { socket, got };
}

async function refused(auth: object) {
  const { socket } = browse(auth);
  return await new Promise<Error>((resolve) => socket.on("connect_error", resolve));
}

test("a browser gets what is sent to its own address, on all its tabs", async () => {
  const [one, two, other] = ["ada", "ada", "bob"].map((token) => browse({ channelId, token }));
  await until(() => browsers.every((socket) => socket.connected));
  node.realtime.live(channelId, "ada").send({ type: "hello", n: 1 });
  node.realtime.live(channelId, "bob").send({ type: "end" });
  await until(() => other!.got.length === 1 && one!.got.length === 1 && two!.got.length === 1);
  expect([one!.got, two!.got, other!.got]).toEqual([
    [{ type: "hello", n: 1 }],
    [{ type: "hello", n: 1 }],
    [{ type: "end" }],
  ]);
  expect(admitted[0]).toEqual({ origin: "https://shop.example", ip: "127.0.0.1", token: "ada" });
});

test("whom the connector does not admit is refused", async () => {
  expect(await refused({ channelId, token: "wrong" })).toMatchObject({ data: { code: "forbidden" } });
  expect(await refused({ channelId: newId(), token: "ada" })).toMatchObject({ data: { code: "forbidden" } });
  for (const auth of [
    {},
    { channelId: 7, token: "ada" },
    { channelId, token: "x".repeat(5_000) },
    { channelId },
  ]) {
    expect(await refused(auth)).toMatchObject({ data: { code: "invalid" } });
  }
});

test("a browser that could not be judged comes again", async () => {
  browse({ channelId, token: "broken" });
  await until(() => admitted.length > 2);
});

test("what a browser says reaches its connector; floods and nonsense do not", async () => {
  const { socket } = browse({ channelId, token: "ada" });
  const raw = socket as unknown as { emit(name: string, ...args: unknown[]): void };
  await until(() => socket.connected);
  for (const bad of [null, "text", [], {}, { type: 7 }, { type: "" }, { type: "x".repeat(50) }])
    raw.emit("message", bad);
  raw.emit("other", { type: "typing" });
  raw.emit("message", { type: "boom" });
  for (let nth = 0; nth < 300; nth++) raw.emit("message", { type: "typing", nth });
  const { socket: later } = browse({ channelId, token: "bob" });
  await until(() => later.connected);
  later.emit("message", { type: "end" });
  await until(() => heard.at(-1)?.message.type === "end");
  expect(heard[0]).toEqual({ address: "ada", message: { type: "boom" } });
  expect(heard.filter(({ message }) => message.type === "typing").length).toBeLessThan(60);
  raw.emit("message", { type: "long", text: "x".repeat(100_000) });
  await until(() => !socket.connected);
  expect(heard.some(({ message }) => message.type === "long")).toBe(false);
});

test("a channel's browsers are judged anew when they have to come again, and no others", async () => {
  const { socket } = browse({ channelId, token: "ada" });
  await until(() => socket.connected);
  node.realtime.renewPipes(newId());
  node.realtime.renewPipes(channelId);
  await until(() => admitted.length > 1);
  expect(admitted).toHaveLength(2);
  await until(() => socket.connected);
});

test("a connection without a namespace is refused", async () => {
  const socket = io(node.url, { path: socketPath, transports: ["websocket"], forceNew: true });
  browsers.push(socket);
  const error = await new Promise<Error>((resolve) => socket.on("connect_error", resolve));
  expect(error).toMatchObject({ data: { code: "not_found" } });
});
