import { setTimeout as delay } from "node:timers/promises";
import type { Deps } from "./deps.ts";

const ttlMs = 12_000;
const beatMs = 3_000;

/**
 * Says every few seconds that a worker lives, and frees the jobs of those that do not say so any more; the job library
 * itself would wait 4 hours.
 */
export async function beatForWorker(deps: Deps, poolId: string): Promise<{ stop(): Promise<void> }> {
  const stopping = new AbortController();
  await beat(deps, poolId);

  async function keepBeating() {
    while (!stopping.signal.aborted) {
      await delay(beatMs, undefined, { signal: stopping.signal }).catch(() => {});
      if (stopping.signal.aborted) return;
      try {
        await beat(deps, poolId);
        await freeJobsOfTheDead(deps);
      } catch (err) {
        deps.log.warn({ err }, "The job worker cannot say that it lives; trying again");
      }
    }
  }

  const done = keepBeating();
  return {
    async stop() {
      stopping.abort();
      await done;
      await deps.pool.query("delete from leases where name = $1", [nameOf(poolId)]).catch(() => {});
    },
  };
}

const nameOf = (poolId: string) => `jobs:${poolId}`;

async function beat(deps: Deps, poolId: string) {
  await deps.pool.query(
    `insert into leases (name, holder, expires_at) values ($1, $2, now() + $3 * interval '1 ms')
    on conflict (name) do update set expires_at = excluded.expires_at`,
    [nameOf(poolId), deps.nodeId, ttlMs],
  );
}

/** A job taken a moment ago may belong to a worker that has not yet had the time to say that it lives. */
async function freeJobsOfTheDead(deps: Deps) {
  const { rows } = await deps.pool.query<{ pools: string[] | null }>(
    `with dead as (
      select distinct locked_by from graphile_worker.jobs j
      where locked_at < now() - $1 * interval '1 ms' and not exists (
        select from leases l where l.name = 'jobs:' || j.locked_by and l.expires_at > now()))
    select array_agg(locked_by) as pools from dead`,
    [beatMs],
  );
  const pools = rows[0]?.pools;
  if (!pools) return;
  await deps.pool.query("select graphile_worker.force_unlock_workers($1)", [pools]);
  await deps.pool.query("delete from leases where name = any($1)", [pools.map(nameOf)]);
  deps.log.warn({ pools }, "Jobs of workers that are gone run again");
}

/** Whether a node still works; one that has not said so for 12 s is gone. */
export async function isNodeAlive(client: Pick<Deps["pool"], "query">, nodeId: string): Promise<boolean> {
  const { rows } = await client.query<{ isAlive: boolean }>(
    `select exists (select from leases where holder = $1 and expires_at > now()) as "isAlive"`,
    [nodeId],
  );
  return rows[0]?.isAlive ?? false;
}
