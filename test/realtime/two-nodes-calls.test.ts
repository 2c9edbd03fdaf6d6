import { io, type Socket } from "socket.io-client";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "../../db/schema/columns.ts";
import { liveNamespace, socketPath } from "../../server/contract/sockets.ts";
import { connectRedis } from "../../server/lib/redis.ts";
import { makePerson, type TestHub, testHub } from "../factories.ts";
import { redisServerPath } from "../setup/parts.ts";
import { makeCookie, startNode, type TestNode } from "./node.ts";
import { startRedis } from "./redis.ts";
import { openReady, until } from "./screen.ts";

const redisServer = redisServerPath();

let hub: TestHub;
let one: TestNode;
let two: TestNode;
const channelId = newId();
const said: string[] = [];
const stops: (() => unknown)[] = [];

beforeAll(async () => {
  if (!redisServer) return;
  hub = await testHub();
  stops.push(hub.close);
  const { process, port } = await startRedis();
  stops.push(() => process.kill("SIGKILL"));
  const start = async (name: string) => {
    const redis = await connectRedis(hub.deps, `redis://127.0.0.1:${port}`);
    const liveDoor = async () => ({
      admit: async ({ token }: { token: unknown }) => String(token),
      receive: async () => {},
      async reach(address: string, isReached: boolean) {
        said.push(`${address} ${isReached ? "came" : "went"} at ${name}`);
      },
    });
    const node = await startNode({ ...hub.deps, nodeId: newId() }, { redis, liveDoor });
    stops.push(async () => {
      await node.stop();
      redis.stop();
    });
    await until(redis.isConnected);
    return node;
  };
  [one, two] = [await start("one"), await start("two")];
});
afterAll(async () => {
  for (const stop of stops.reverse()) await stop();
});

async function browse(node: TestNode, token: string): Promise<Socket> {
  const socket = io(`${node.url}${liveNamespace}`, {
    path: socketPath,
    transports: ["websocket"],
    forceNew: true,
    auth: { channelId, token },
  });
  stops.push(() => socket.disconnect());
  await until(() => socket.connected);
  return socket;
}
const saidOf = (address: string) => said.filter((what) => what.startsWith(address));

test.skipIf(!redisServer)(
  "what a connector says about a leg finds the person at the other node",
  async () => {
    const person = await makePerson(hub);
    const screen = await openReady(two.url, await makeCookie(hub.deps, person));
    stops.push(screen.close);
    const legId = newId();
    one.realtime.person(person.id, legId).send({ type: "answer" });
    await until(() => screen.voice.length > 0);
    expect(screen.voice).toEqual([{ legId, message: { type: "answer" } }]);
  },
);

test.skipIf(!redisServer)(
  "a contact who is at another node, since long or only now, has not gone",
  async () => {
    const [long, stays] = [await browse(one, "ada"), await browse(two, "ada")];
    const before = await browse(one, "bob");
    await until(() => said.length === 3);
    long.disconnect();
    before.disconnect();
    const after = await browse(two, "bob");
    // Whoever left later and is nowhere has gone once the others' time is over.
    (await browse(one, "cara")).disconnect();
    await until(() => saidOf("cara").length === 2);
    expect(saidOf("ada").toSorted()).toEqual(["ada came at one", "ada came at two"]);
    expect(saidOf("bob")).toEqual(["bob came at one", "bob came at two"]);
    stays.disconnect();
    after.disconnect();
    await until(() => saidOf("ada").length + saidOf("bob").length === 6);
    expect([saidOf("ada").at(-1), saidOf("bob").at(-1)]).toEqual(["ada went at two", "bob went at two"]);
  },
  60_000,
);
