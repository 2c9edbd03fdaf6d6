import { setTimeout as delay } from "node:timers/promises";
import { createBell } from "../../events/bell.ts";
import { tailEvents } from "../../events/tail.ts";
import type { Deps } from "../../lib/deps.ts";
import { type Lease, type LeaseTimes, takeLease } from "../../lib/lease.ts";
import { forgetDeadNodes } from "../../people/forget-dead-nodes.ts";
import { carryOut } from "./carry-out.ts";
import { keepState } from "./keep-state.ts";
import { loadState } from "./load-state.ts";
import { nextMoment } from "./next-moment.ts";
import { plan } from "./plan.ts";
import { createPutOffs } from "./put-offs.ts";
import { engineEvents } from "./stale.ts";
import type { Action, EngineState } from "./state.ts";

export interface Engine {
  /** The rows as this node last saw them, whether it leads or not. */
  state(): EngineState;
  stop(): Promise<void>;
}

export interface EngineOptions {
  /** What waits may have changed; said by the node that leads. */
  onWaits?(state: EngineState, now: number): void;
  lease?: LeaseTimes;
}

/** However much happens: so many plans in a second. */
const restMs = 20;
/** What happens meanwhile is not to wait for long. */
const actionsAtOnce = 200;
const longestSleepMs = 1_000;
const longestBackoffMs = 2_000;

/**
 * Gives out work, on one node at a time: the others keep the same rows and wait for its lease.
 * @throws when the rows cannot be loaded at the start.
 */
export async function startEngine(deps: Deps, options: EngineOptions = {}): Promise<Engine> {
  const { state: loaded, position } = await loadState(deps);
  const kept = keepState(deps, loaded);
  const bell = createBell();
  const putOffs = createPutOffs();
  const stopping = new AbortController();
  let lease: Lease | undefined;

  const tail = await tailEvents(deps, {
    from: position,
    types: engineEvents,
    onBatch(events) {
      kept.note(events);
      bell.ring();
    },
  });

  async function lead() {
    while (!stopping.signal.aborted) {
      lease = await takeLease(deps, "routing", stopping.signal, options.lease);
      if (!lease) return;
      bell.ring();
      await forgetDeadNodes(deps, AbortSignal.any([lease.ended, stopping.signal]));
    }
  }

  async function run() {
    for (let failures = 0; !stopping.signal.aborted; ) {
      try {
        await kept.refresh();
        const held = lease?.ended.aborted ? undefined : lease;
        const sleepMs = held ? await step(held) : longestSleepMs;
        if (held) options.onWaits?.(kept.state(), deps.clock.now().getTime());
        failures = 0;
        await delay(restMs);
        await bell.wait(sleepMs);
      } catch (err) {
        deps.log.warn({ err }, "Work cannot be given out; trying again");
        await delay(Math.min(50 * 2 ** failures++, longestBackoffMs));
      }
    }
  }

  /** Plans once and carries it out. Gives how long to sleep unless something happens. */
  async function step({ ended }: Lease): Promise<number> {
    const state = kept.state();
    const now = deps.clock.now().getTime();
    const due = plan(state, now)
      .filter((action) => !putOffs.has(action))
      .slice(0, actionsAtOnce);
    if (due.length === 0) {
      const next = nextMoment(state, now) ?? Number.POSITIVE_INFINITY;
      return Math.min(next - now, putOffs.nextMs(), longestSleepMs);
    }
    const undone = await carryOut(deps, state, due, ended);
    putOffs.add(undone);
    kept.touch(
      due.map(({ itemId }) => itemId),
      due.flatMap((action) => peopleOf(action, state)),
    );
    return 0;
  }

  const done = Promise.all([lead(), run()]);
  return {
    state: kept.state,
    async stop() {
      stopping.abort();
      bell.ring();
      await done;
      await lease?.release();
      await tail.stop();
    },
  };
}

const peopleOf = (action: Action, { items }: EngineState): string[] =>
  ["personId" in action ? action.personId : null, items.get(action.itemId)?.ownerId ?? null].filter(
    (id) => id !== null,
  );
