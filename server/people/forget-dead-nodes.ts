import { setTimeout as delay } from "node:timers/promises";
import type { Deps } from "../lib/deps.ts";
import { findDeadNodes, forgetConnections } from "./forget-connections.ts";

const lookEveryMs = 2_000;
/** Clients of a dead node, which try every 7.5 s at least, come to another in this time, and then were never away. */
const graceMs = 10_000;

/** Clears, until the signal comes, the connections of nodes that have died or stopped. */
export async function forgetDeadNodes(deps: Deps, signal: AbortSignal): Promise<void> {
  let missed = new Map<string, number>();
  while (!signal.aborted) {
    try {
      const dead = await findDeadNodes(deps);
      const now = performance.now();
      missed = new Map(dead.map((id) => [id, missed.get(id) ?? now]));
      const gone = dead.filter((id) => now - (missed.get(id) ?? now) >= graceMs);
      if (gone.length > 0) await forgetConnections(deps, gone);
    } catch (err) {
      deps.log.warn({ err }, "The connections of dead nodes could not be cleared; trying again");
    }
    await delay(lookEveryMs, undefined, { signal }).catch(() => {});
  }
}
