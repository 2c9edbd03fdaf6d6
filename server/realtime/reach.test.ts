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
const said: string[] = [];

beforeAll(async () => {
  hub = await testHub();
  const door = {
    admit: async ({ token }: { token: unknown }) => String(token),
    receive: async () => {},
    async reach(address: string, isReached: boolean) {
      said.push(`${address} ${isReached ? "came" : "went"}`);
      if (address === "broken") throw new Error("broken");
    },
  };
  node = await startNode(hub.deps, { liveDoor: async () => door });
});
afterAll(async () => {
  for (const browser of browsers) browser.disconnect();
  await node?.stop();
  await hub?.close();
});

async function browse(token: string) {
  const socket = io(`${node.url}${liveNamespace}`, {
    path: socketPath,
    transports: ["websocket"],
    forceNew: true,
    auth: { channelId, token },
  });
  browsers.push(socket);
  await until(() => socket.connected);
  return socket;
}
const saidOf = (address: string) => said.filter((one) => one.startsWith(address));

test("a connector knows when a contact's first browser comes and when the last has gone, but of no other", async () => {
  const [first, second] = [await browse("ada"), await browse("ada")];
  await until(() => saidOf("ada").length === 1);
  first.disconnect();
  const other = await browse("bob");
  other.disconnect();
  await until(() => saidOf("bob").length === 2);
  expect(saidOf("ada")).toEqual(["ada came"]);
  second.disconnect();
  await until(() => saidOf("ada").length === 2);
  expect(saidOf("ada")).toEqual(["ada came", "ada went"]);
}, 30_000);

test("who is back at once has not gone, and a connector that fails hears the rest all the same", async () => {
  const socket = await browse("broken");
  socket.disconnect();
  const back = await browse("broken");
  const other = await browse("cara");
  other.disconnect();
  await until(() => saidOf("cara").length === 2);
  expect(saidOf("broken")).toEqual(["broken came", "broken came"]);
  back.disconnect();
  await until(() => saidOf("broken").length === 3);
  expect(saidOf("broken").at(-1)).toBe("broken went");
}, 30_000);
