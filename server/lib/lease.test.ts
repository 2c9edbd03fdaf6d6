import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type TestHub, testHub } from "../../test/factories.ts";
import { takeLease } from "./lease.ts";

let hub: TestHub;
beforeAll(async () => {
  hub = await testHub();
});
afterAll(() => hub.close());

/** A term that no slow machine outlasts; a name given back is free at once. */
const times = { ttlMs: 120_000, beatMs: 20 };
const node = () => ({ ...hub.deps, nodeId: randomUUID() });
const never = new AbortController().signal;
const expiryOf = async (name: string): Promise<Date> =>
  (await hub.deps.pool.query("select expires_at as at from leases where name = $1", [name])).rows[0].at;

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

test("a holder prolongs its term while it lives, and nobody else gets the name", async () => {
  const name = randomUUID();
  const lease = await takeLease(node(), name, never, times);
  const giveUp = new AbortController();
  const waiting = takeLease(node(), name, giveUp.signal, times);
  for (let nth = 0; nth < 3; nth++) {
    const before = await expiryOf(name);
    await vi.waitFor(async () => expect((await expiryOf(name)).getTime()).toBeGreaterThan(before.getTime()), {
      timeout: 60_000,
    });
  }
  giveUp.abort();
  expect(await waiting).toBeUndefined();
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

test.each([
  ["gets no answer", () => new Promise(() => {})],
  ["is refused", () => Promise.reject(new Error("refused"))],
])("a holder that %s from the database stops before another may begin", async (_what, unreachable) => {
  let isCut = false;
  const query = (...args: [string, unknown[]]) => (isCut ? unreachable() : hub.deps.pool.query(...args));
  const pool = Object.assign(Object.create(hub.deps.pool), { query });
  const short = { ttlMs: 300, beatMs: 200 };
  const lease = await takeLease({ ...node(), pool }, randomUUID(), never, short);
  isCut = true;
  const ended = new Promise((resolve) => lease!.ended.addEventListener("abort", () => resolve("it stops")));
  // Timers of one process fire in the order in which they are due, however slow it is.
  const another = delay(short.ttlMs + 10, "another may begin");
  expect(await Promise.race([ended, another])).toBe("it stops");
});
