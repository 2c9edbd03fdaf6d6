import { setTimeout as delay } from "node:timers/promises";
import type pg from "pg";
import { StartError } from "../../db/start-error.ts";
import { connectApart } from "../events/dedicated-client.ts";
import type { Deps } from "../lib/deps.ts";

const nodeLock = 7_412_002;
// A killed hub's connection is noticed at once, but not in no time.
const patienceMs = 2_000;
const sentence =
  "Another hub is at work on this database; several can share it only when all have the same REDIS_URL.";

/**
 * Keeps hubs apart that could not know of each other: one alone, or any number that are joined by Redis. The lock is
 * a session's, so that a killed hub lets go of it. Resolves with what lets go.
 * @throws StartError when another hub is at work.
 */
export async function refuseSecondNode(
  deps: Pick<Deps, "pool" | "log">,
  options: { isShared?: boolean; onTaken?: () => void } = {},
): Promise<() => Promise<void>> {
  const stop = new AbortController();
  let client = await take(deps, options.isShared === true);
  const keeping = keep();

  async function keep() {
    while (!stop.signal.aborted) {
      await untilLost(client, stop.signal);
      if (stop.signal.aborted) return;
      const again = await takeAgain();
      if (again) client = again;
    }
  }

  async function takeAgain() {
    try {
      return await take(deps, options.isShared === true);
    } catch (error) {
      if (error instanceof StartError) {
        deps.log.fatal(sentence);
        stop.abort();
        (options.onTaken ?? endProcess)();
      } else await delay(500, undefined, { signal: stop.signal }).catch(() => {});
      return undefined;
    }
  }

  return async () => {
    stop.abort();
    await keeping;
    await client.end().catch(() => {});
  };
}

async function take(deps: Pick<Deps, "pool">, isShared: boolean): Promise<pg.Client> {
  const client = await connectApart(deps.pool, "switchboard node");
  const end = Date.now() + patienceMs;
  try {
    while (!(await tryLock(client, isShared))) {
      if (Date.now() > end) throw new StartError(sentence);
      await delay(100);
    }
    return client;
  } catch (error) {
    await client.end().catch(() => {});
    throw error;
  }
}

async function tryLock(client: pg.Client, isShared: boolean): Promise<boolean> {
  const name = isShared ? "pg_try_advisory_lock_shared" : "pg_try_advisory_lock";
  const { rows } = await client.query<{ got: boolean }>(`select ${name}($1) as got`, [nodeLock]);
  return rows[0]?.got === true;
}

function untilLost(client: pg.Client, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    client.once("end", resolve);
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
}

const endProcess = () => void process.kill(process.pid, "SIGTERM");
