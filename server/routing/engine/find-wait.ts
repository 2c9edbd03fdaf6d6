import type { Deps } from "../../lib/deps.ts";
import { createAverages } from "./average-handle-times.ts";
import type { EngineState } from "./state.ts";
import { type Wait, waitOf } from "./wait-of.ts";
import { handsFor } from "./waits-of.ts";

/** How one work item stands in its queue; undefined where nobody knows. */
export type FindWait = (workItemId: string) => Promise<Wait | undefined>;

/** By the rows as this node's engine keeps them. */
export function createWaitFinder(
  deps: Pick<Deps, "pool" | "clock">,
  showState: () => EngineState | undefined,
): FindWait {
  const averagesAt = createAverages(deps);
  return async (workItemId) => {
    const now = deps.clock.now().getTime();
    const averages = await averagesAt(now);
    const state = showState();
    const item = state?.items.get(workItemId);
    const queue = state?.queues.get(item?.queueId ?? "");
    if (!state || !item || !queue) return undefined;
    return waitOf(state, workItemId, now, {
      averageHandleMs: averages.get(queue.id) ?? null,
      people: handsFor(state, queue, item),
    });
  };
}
