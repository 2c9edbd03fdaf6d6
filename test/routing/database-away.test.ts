import { afterAll, beforeAll, expect, test } from "vitest";
import { type Engine, startEngine } from "../../server/routing/engine/start-engine.ts";
import { depsOn } from "../deps.ts";
import { eventually } from "../eventually.ts";
import { type TestHub, testHub } from "../factories.ts";
import { startProxy, type TcpProxy } from "../realtime/tcp-proxy.ts";
import { makeDesk, makeWaiting, readItem } from "../work.ts";

let hub: TestHub;
let wire: TcpProxy;
let engine: Engine;
let deps: ReturnType<typeof depsOn>;
beforeAll(async () => {
  hub = await testHub();
  const url = new URL(hub.url);
  wire = await startProxy(Number(url.port));
  url.host = `127.0.0.1:${wire.port}`;
  deps = depsOn(url.href);
});
afterAll(async () => {
  await engine?.stop();
  await deps?.pool.end();
  await wire?.stop();
  await hub?.close();
});

test("work that came while the database was out of reach is given out when it is back", async () => {
  const desk = await makeDesk(hub, { lastPersonSeconds: 0 });
  const isOffered = (item: { id: string }) =>
    eventually(async () => expect((await readItem(hub, item)).state).toBe("offered"), { withinMs: 60_000 });
  const before = await makeWaiting(hub, desk);
  engine = await startEngine(deps);
  await isOffered(before);
  wire.cut();
  const meanwhile = await makeWaiting(hub, desk);
  await hub.deps.pool.query("insert into events (type, data) values ($1, $2)", [
    "workItem.created",
    { workItemId: meanwhile.id, queueId: desk.queue.id, ownerId: null },
  ]);
  await expect(deps.pool.query("select 1")).rejects.toThrow();
  expect((await readItem(hub, meanwhile)).state).toBe("waiting");
  wire.restore();
  await isOffered(meanwhile);
});
