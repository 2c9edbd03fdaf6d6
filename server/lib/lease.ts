import { setTimeout as delay } from "node:timers/promises";
import type { Deps } from "./deps.ts";

/** What one node holds at a time. The fence grows with every new holder, so that what an old one still writes can be refused. */
export interface Lease {
  name: string;
  fence: number;
  /** Aborts when it is lost or was given back. */
  ended: AbortSignal;
  /** Gives it back, so that the next holder need not wait. */
  release(): Promise<void>;
}

export interface LeaseTimes {
  ttlMs: number;
  beatMs: number;
}

/** Somebody else goes on at most 8 s after a holder's death. */
const usualTimes: LeaseTimes = { ttlMs: 6_000, beatMs: 1_500 };

type Needs = Pick<Deps, "pool" | "log" | "nodeId">;

/** Waits until the name is free and holds it from then on; undefined when the signal comes first. */
export async function takeLease(
  deps: Needs,
  name: string,
  signal: AbortSignal,
  times: LeaseTimes = usualTimes,
): Promise<Lease | undefined> {
  while (!signal.aborted) {
    const askedAt = performance.now();
    const fence = await tryTake(deps, name, times).catch((err) => {
      deps.log.warn({ err, lease: name }, "A lease cannot be asked for; trying again");
      return undefined;
    });
    if (fence !== undefined) return hold(deps, { name, fence, askedAt, times });
    await delay(times.beatMs, undefined, { signal }).catch(() => {});
  }
  return undefined;
}

async function tryTake(deps: Needs, name: string, { ttlMs }: LeaseTimes): Promise<number | undefined> {
  const { rows } = await deps.pool.query<{ fence: number }>(
    `insert into leases as l (name, holder, expires_at) values ($1, $2, now() + $3 * interval '1 ms')
    on conflict (name) do update set holder = excluded.holder, expires_at = excluded.expires_at, fence = l.fence + 1
    where l.expires_at <= now() returning fence`,
    [name, deps.nodeId, ttlMs],
  );
  return rows[0]?.fence;
}

function hold(
  deps: Needs,
  { name, fence, askedAt, times }: { name: string; fence: number; askedAt: number; times: LeaseTimes },
): Lease {
  const end = new AbortController();
  const beating = beat();

  /** Runs on this node's own clock: a node that cannot renew stops before another may begin. */
  async function beat() {
    for (let validUntil = askedAt + times.ttlMs; !end.signal.aborted; ) {
      const left = () => Math.max(0, validUntil - performance.now());
      await delay(Math.min(times.beatMs, left()), undefined, { signal: end.signal }).catch(() => {});
      if (end.signal.aborted) return;
      const startedAt = performance.now();
      const renewed = await Promise.race([renew(), delay(left(), "late" as const)]);
      if (renewed === "yes") validUntil = startedAt + times.ttlMs;
      else if (renewed !== "failed" || left() === 0) end.abort();
    }
  }

  async function renew(): Promise<"yes" | "taken" | "failed"> {
    try {
      const { rowCount } = await deps.pool.query(
        `update leases set expires_at = now() + $4 * interval '1 ms' where name = $1 and holder = $2 and fence = $3`,
        [name, deps.nodeId, fence, times.ttlMs],
      );
      return rowCount === 1 ? "yes" : "taken";
    } catch (err) {
      deps.log.warn({ err, lease: name }, "A lease cannot be renewed; trying again");
      return "failed";
    }
  }

  return {
    name,
    fence,
    ended: end.signal,
    async release() {
      end.abort();
      await beating;
      await deps.pool
        .query("update leases set expires_at = now() where name = $1 and holder = $2 and fence = $3", [
          name,
          deps.nodeId,
          fence,
        ])
        .catch((err) => deps.log.warn({ err, lease: name }, "A lease was not given back; it will run out"));
    },
  };
}
