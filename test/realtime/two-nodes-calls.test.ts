import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "../../db/schema/columns.ts";
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
const stops: (() => unknown)[] = [];

beforeAll(async () => {
  if (!redisServer) return;
  hub = await testHub();
  stops.push(hub.close);
  const { process, port } = await startRedis();
  stops.push(() => process.kill("SIGKILL"));
  const start = async () => {
    const redis = await connectRedis(hub.deps, `redis://127.0.0.1:${port}`);
    const node = await startNode({ ...hub.deps, nodeId: newId() }, { redis });
    stops.push(async () => {
      await node.stop();
      redis.stop();
    });
    await until(redis.isConnected);
    return node;
  };
  [one, two] = [await start(), await start()];
});
afterAll(async () => {
  for (const stop of stops.reverse()) await stop();
});

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
