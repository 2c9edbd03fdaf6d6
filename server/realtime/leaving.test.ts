import { io, type Socket } from "socket.io-client";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "../../db/schema/columns.ts";
import { type TestHub, testHub } from "../../test/factories.ts";
import { startNode, type TestNode } from "../../test/realtime/node.ts";
import { until } from "../../test/realtime/screen.ts";
import { liveNamespace, socketPath } from "../contract/sockets.ts";

let hub: TestHub;
let node: TestNode;
const channelId = newId();
const browsers: Socket[] = [];
const pipes = new Map<string, string>();
const gone: string[] = [];

beforeAll(async () => {
  hub = await testHub();
  const door = {
    admit: async ({ token }: { token: unknown }) => String(token),
    receive: async (_address: string, { type }: { type: string }, pipe: string) => void pipes.set(type, pipe),
    async leave(pipe: string) {
      gone.push(pipe);
      if (pipe === pipes.get("broken")) throw new Error("broken");
    },
  };
  node = await startNode(hub.deps, { liveDoor: async () => door });
});
afterAll(async () => {
  for (const browser of browsers) browser.disconnect();
  await node?.stop();
  await hub?.close();
});

/** A tab of one contact's, whose connector knows its pipe by this name. */
async function openTab(name: string): Promise<Socket> {
  const socket = io(`${node.url}${liveNamespace}`, {
    path: socketPath,
    transports: ["websocket"],
    forceNew: true,
    auth: { channelId, token: "ada" },
  });
  browsers.push(socket);
  socket.emit("message", { type: name });
  await until(() => pipes.has(name));
  return socket;
}

test("a connector hears of each pipe that is gone, whatever others the contact has, and also after it failed on one", async () => {
  const [broken, first] = [await openTab("broken"), await openTab("first"), await openTab("stays")];
  broken.disconnect();
  first.disconnect();
  await until(() => gone.length === 2);
  expect(gone).toEqual([pipes.get("broken"), pipes.get("first")]);
}, 30_000);
