import { setTimeout as delay } from "node:timers/promises";
import type { Deps } from "../lib/deps.ts";
import { takeLease } from "../lib/lease.ts";
import { type Keeper, openKeeper } from "./keeper.ts";

/** Reports are behind by no more than this. */
const restMs = 3_000;
const longestBackoffMs = 30_000;

/** Keeps snapshots and tallies on one node at a time, as long as it runs. */
export function keepBoard(deps: Deps): { stop(): Promise<void> } {
  const stopping = new AbortController();

  async function takeTurns() {
    for (;;) {
      const lease = await takeLease(deps, "board", stopping.signal);
      if (!lease) return;
      await keep(deps, AbortSignal.any([lease.ended, stopping.signal]));
      await lease.release();
    }
  }

  const done = takeTurns();
  return {
    async stop() {
      stopping.abort();
      await done;
    },
  };
}

async function keep(deps: Deps, ended: AbortSignal) {
  let keeper: Keeper | undefined;
  for (let failures = 0; !ended.aborted; ) {
    let waitMs = restMs;
    try {
      keeper ??= await openKeeper(deps);
      await keeper.keepUp(ended);
      failures = 0;
    } catch (err) {
      if (ended.aborted) return;
      deps.log.warn({ err }, "What the board shows cannot be kept; trying again");
      keeper = undefined;
      waitMs = Math.min(restMs * 2 ** failures++, longestBackoffMs);
    }
    await delay(waitMs, undefined, { signal: ended }).catch(() => {});
  }
}
