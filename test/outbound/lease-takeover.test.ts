import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { makeChannel, type TestHub, testHub } from "../factories.ts";
import { type Script, startScript } from "../script.ts";

let hub: TestHub;
const nodes: Script[] = [];
beforeAll(async () => {
  hub = await testHub();
});
afterAll(async () => {
  await Promise.all(nodes.map((node) => node.kill()));
  await hub.close();
});

function start(): Script {
  const node = startScript(join(import.meta.dirname, "node-process.ts"), hub.url);
  nodes.push(node);
  return node;
}

test("a connection is held by one node; another takes over from a dead or stuck one, whose late writes are refused", async () => {
  const channel = await makeChannel(hub, { connector: "poller" });
  const cursor = async () => {
    const { rows } = await hub.deps.pool.query("select value from channel_state where channel_id = $1", [
      channel.id,
    ]);
    return rows[0]?.value;
  };
  const holder = async () => {
    const { rows } = await hub.deps.pool.query("select holder, fence from leases where name = $1", [
      `channel:${channel.id}`,
    ]);
    return rows[0];
  };

  const first = start();
  await first.says("moved");
  const second = start();
  await second.says("ready");
  const before = await holder();
  expect(await cursor()).toBe(before.holder);

  first.process.kill("SIGSTOP");
  await second.says("moved");
  const after = await holder();
  expect(after.holder).not.toBe(before.holder);
  expect(after.fence).toBe(before.fence + 1);

  const isRefused = first.says("refused");
  first.process.kill("SIGCONT");
  await isRefused;
  expect(await cursor()).toBe(after.holder);

  await second.kill();
  await vi.waitFor(async () => expect((await holder()).fence).toBe(after.fence + 1), { timeout: 60_000 });
  await vi.waitFor(async () => expect(await cursor()).toBe(before.holder), { timeout: 60_000 });
});
