import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestHub, testHub } from "../../test/factories.ts";
import { takeLease } from "./lease.ts";

let hub: TestHub;
beforeAll(async () => {
  hub = await testHub();
});
afterAll(() => hub.close());

const times = { ttlMs: 600, beatMs: 100 };
const node = () => ({ ...hub.deps, nodeId: randomUUID() });
const never = new AbortController().signal;

test("of several nodes that want a name, one holds it at a time, and every holder has a higher number", async () => {
  const name = randomUUID();
  let holders = 0;
  const fences: number[] = [];
  await Promise.all(
    Array.from({ length: 5 }, async () => {
      const lease = await takeLease(node(), name, never, times);
      expect(++holders).toBe(1);
      fences.push(lease!.fence);
      await new Promise((resolve) => setImmediate(resolve));
      holders--;
      await lease!.release();
    }),
  );
  expect(fences).toEqual([1, 2, 3, 4, 5]);
});

test("a holder keeps its name far beyond its term while it lives", async () => {
  const name = randomUUID();
  const lease = await takeLease(node(), name, never, times);
  const giveUp = AbortSignal.timeout(2_000);
  expect(await takeLease(node(), name, giveUp, times)).toBeUndefined();
  expect(lease!.ended.aborted).toBe(false);
  await lease!.release();
});

test("a holder whose name was taken from it stops", async () => {
  const name = randomUUID();
  const lease = await takeLease(node(), name, never, times);
  const ended = new Promise((resolve) => lease!.ended.addEventListener("abort", resolve));
  await hub.deps.pool.query("update leases set fence = fence + 1 where name = $1", [name]);
  await ended;
  await lease!.release();
});

test("a holder that cannot reach the database stops before another may begin", async () => {
  const name = randomUUID();
  const deps = node();
  let isCut = false;
  const query = (...args: [string, unknown[]]) =>
    isCut ? new Promise(() => {}) : hub.deps.pool.query(...args);
  const lease = await takeLease(
    { ...deps, pool: Object.assign(Object.create(hub.deps.pool), { query }) },
    name,
    never,
    times,
  );
  const ended = new Promise((resolve) => lease!.ended.addEventListener("abort", resolve));
  isCut = true;
  await ended;
  const { rows } = await hub.deps.pool.query(
    "select expires_at >= now() - interval '150 ms' as early from leases where name = $1",
    [name],
  );
  expect(rows[0].early).toBe(true);
});
