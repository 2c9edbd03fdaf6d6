import { once } from "node:events";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type TestHub, testHub } from "../../test/factories.ts";
import { addJob } from "./jobs.ts";
import { transact } from "./transact.ts";
import { startWorker } from "./worker.ts";
import { isNodeAlive } from "./worker-beat.ts";

vi.setConfig({ testTimeout: 30_000 });

let hub: TestHub;
beforeAll(async () => {
  hub = await testHub();
});
afterAll(() => hub.close());

const add = (taskId: string) => transact(hub.deps, (tx) => addJob(tx, "announceOverdue", { taskId }));

test("a job runs once its transaction has committed, and a stop waits for what is in hand", async () => {
  const begun = Promise.withResolvers<void>();
  const mayEnd = Promise.withResolvers<void>();
  const done: string[] = [];
  const worker = await startWorker(hub.deps, [
    {
      async announceOverdue({ taskId }) {
        begun.resolve();
        await mayEnd.promise;
        done.push(taskId);
      },
    },
  ]);
  expect(await isNodeAlive(hub.deps.pool, hub.deps.nodeId)).toBe(true);
  await add("one");
  await begun.promise;
  const stopped = worker.stop();
  mayEnd.resolve();
  await stopped;
  expect(done).toEqual(["one"]);
  expect(await hub.jobs("announceOverdue")).toEqual([]);
  expect(await isNodeAlive(hub.deps.pool, hub.deps.nodeId)).toBe(false);
});

test("the jobs that a killed worker had in hand run again soon", async () => {
  await add("left behind");
  await hub.deps.pool.query(
    "update graphile_worker._private_jobs set locked_by = 'pool-of-the-dead', locked_at = now() - interval '5 seconds'",
  );
  const done: string[] = [];
  const worker = await startWorker(hub.deps, [
    { announceOverdue: async ({ taskId }) => void done.push(taskId) },
  ]);
  await vi.waitFor(() => expect(done).toEqual(["left behind"]), { timeout: 20_000 });
  await worker.stop();
});

test("the jobs of a worker that lives stay its own, however long they take", async () => {
  await add("long");
  await hub.deps.pool.query(
    "update graphile_worker._private_jobs set locked_by = 'pool-of-the-living', locked_at = now() - interval '1 hour'",
  );
  await hub.deps.pool.query(
    "insert into leases (name, holder, expires_at) values ('jobs:pool-of-the-living', gen_random_uuid(), now() + '1 hour')",
  );
  const done: string[] = [];
  const worker = await startWorker(hub.deps, [
    { announceOverdue: async ({ taskId }) => void done.push(taskId) },
  ]);
  await add("short");
  await vi.waitFor(() => expect(done).toEqual(["short"]), { timeout: 20_000 });
  await worker.stop();
  expect(done).toEqual(["short"]);
});

test("what a job does learns that the worker stops", async () => {
  const begun = Promise.withResolvers<void>();
  let isStopped = false;
  const worker = await startWorker(hub.deps, [
    {
      async announceOverdue(_payload, stopping) {
        begun.resolve();
        if (!stopping.aborted) await once(stopping, "abort");
        isStopped = true;
      },
    },
  ]);
  await add("long");
  await begun.promise;
  await worker.stop();
  expect(isStopped).toBe(true);
});

test("jobs that come round are put on the schedule, where somebody handles them", async () => {
  const worker = await startWorker(hub.deps, [
    { forgetUndos: async () => {}, announceOverdue: async () => {} },
  ]);
  const known = async () => {
    const { rows } = await hub.deps.pool.query(
      "select identifier from graphile_worker._private_known_crontabs",
    );
    return rows.map(({ identifier }) => identifier);
  };
  await vi.waitFor(async () => expect(await known()).toEqual(["forgetUndos"]), { timeout: 20_000 });
  await worker.stop();
});

test("two parts cannot handle the same job", async () => {
  const handler = { announceOverdue: async () => {} };
  await expect(startWorker(hub.deps, [handler, handler])).rejects.toThrow("announceOverdue");
});
