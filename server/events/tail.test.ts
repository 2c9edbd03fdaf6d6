import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type TestHub, testHub } from "../../test/factories.ts";
import { until } from "../../test/realtime/screen.ts";
import type { LoggedEvent } from "../contract/events.ts";
import { transact } from "../lib/transact.ts";
import { lastPosition } from "./queries.ts";
import { type Tail, tailEvents } from "./tail.ts";

let hub: TestHub;
let tails: Tail[] = [];
const children: ChildProcess[] = [];

beforeAll(async () => {
  hub = await testHub();
});
afterEach(async () => {
  await Promise.all(tails.map((tail) => tail.stop()));
  tails = [];
});
afterAll(async () => {
  for (const child of children) child.kill("SIGKILL");
  await hub?.close();
});

async function read(from: number, onBatch?: (events: LoggedEvent[]) => Promise<void>) {
  const seen: number[] = [];
  const tail = await tailEvents(hub.deps, {
    from,
    async onBatch(events) {
      await onBatch?.(events);
      seen.push(...events.map((event) => event.seq));
    },
  });
  tails.push(tail);
  return { tail, seen };
}

const append = (count = 1) =>
  transact(hub.deps, async (tx) => {
    for (let nth = 0; nth < count; nth++) tx.append({ type: "workspace.updated", data: {} });
  });

const allAfter = async (from: number) => (await hub.events(from)).map((event) => event.seq);

test("a reader of some types gets these alone, batch after batch, and comes as far as the log", async () => {
  const from = await lastPosition(hub.deps);
  await append(7);
  await transact(hub.deps, async (tx) => {
    tx.append({ type: "channel.created", data: { channelId: "one" } });
  });
  await append(7);
  const seen: LoggedEvent[] = [];
  const tail = await tailEvents(hub.deps, {
    from,
    types: ["channel.created", "channel.updated"],
    batchSize: 3,
    onBatch: (events) => void seen.push(...events),
  });
  tails.push(tail);
  const end = await lastPosition(hub.deps);
  await until(() => tail.position() === end);
  expect(seen).toMatchObject([{ type: "channel.created", data: { channelId: "one" } }]);
});

test("all readers see all events of two writing processes in one order", async () => {
  const from = await lastPosition(hub.deps);
  const readers = await Promise.all([read(from), read(from), read(from)]);
  const script = join(import.meta.dirname, "../../test/realtime/writer.ts");
  const writers = ["one", "two"].map((name) =>
    spawn(process.execPath, [script, hub.url, name, "300"], { stdio: "inherit" }),
  );
  children.push(...writers);
  const codes = await Promise.all(writers.map((writer) => once(writer, "exit")));
  expect(codes.map(([code]) => code)).toEqual([0, 0]);
  const all = await allAfter(from);
  expect(all).toHaveLength(2 * 2 * 240);
  await until(() => readers.every(({ tail }) => tail.position() === all.at(-1)));
  for (const { seen } of readers) expect(seen).toEqual(all);
}, 60_000);

test("a reader begins after the position that it names", async () => {
  await append(3);
  const from = (await lastPosition(hub.deps)) - 1;
  const { seen } = await read(from);
  await until(() => seen.length > 0);
  await append();
  await until(() => seen.length > 1);
  expect(seen).toEqual(await allAfter(from));
});

test("a batch that a reader fails on is given again, and nothing before it is done", async () => {
  const from = await lastPosition(hub.deps);
  let failures = 0;
  const { seen, tail } = await read(from, async () => {
    if (failures++ < 2) throw new Error("not now");
  });
  await append(2);
  await until(() => seen.length >= 2);
  expect(failures).toBe(3);
  expect(seen).toEqual(await allAfter(from));
  expect(tail.position()).toBe(seen.at(-1));
});

test("what comes while a reader is at work is handed over together", async () => {
  const from = await lastPosition(hub.deps);
  const gate = Promise.withResolvers<void>();
  const sizes: number[] = [];
  const { seen } = await read(from, async (events) => {
    sizes.push(events.length);
    if (sizes.length === 1) await gate.promise;
  });
  await append();
  await until(() => sizes.length === 1);
  for (let nth = 0; nth < 5; nth++) await append();
  gate.resolve();
  await until(() => seen.length === 6);
  expect(sizes).toEqual([1, 5]);
});

test("a reader whose connection is lost goes on from its position", async () => {
  const from = await lastPosition(hub.deps);
  const { seen } = await read(from);
  for (let round = 0; round < 3; round++) {
    await hub.deps.pool.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
      where application_name = 'switchboard events' and datname = current_database()`,
    );
    await append(2);
    await until(() => seen.length === 2 * (round + 1));
  }
  expect(seen).toEqual(await allAfter(from));
});
