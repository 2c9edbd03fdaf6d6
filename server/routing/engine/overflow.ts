import type { Takers } from "./create-takers.ts";
import type { Action, EngineItem, EngineQueue, EngineState, Waiting } from "./state.ts";

/**
 * What waited in its queue for long enough goes to the next one, if that is open. Where that leads back, it goes only if
 * somebody there has room for it, or may have while nobody here ever does: so nothing goes round and round.
 */
export function overflow(
  state: EngineState,
  takers: Takers,
  given: ReadonlySet<string>,
  now: number,
): Action[] {
  const actions: Action[] = [];
  for (const [queueId, line] of state.lines) {
    const from = state.queues.get(queueId);
    const to = from && overflowOf(state, from);
    if (!to || !takers.isOpen(to)) continue;
    const helps = leadsBack(state, from) ? helpIn(takers, from, to, now) : () => true;
    for (const waiting of line) {
      const { id: itemId } = waiting.item;
      if (given.has(itemId) || overflowsAt(waiting.item, from) > now || !helps(waiting)) continue;
      actions.push({ type: "overflow", itemId, from: from.id, to: to.id });
    }
  }
  return actions;
}

/** The live queue to which work goes on from this one. */
export function overflowOf({ queues }: EngineState, queue: EngineQueue): EngineQueue | undefined {
  const { id, overflowAfterSeconds, overflowQueueId } = queue;
  if (overflowAfterSeconds === null || !overflowQueueId || overflowQueueId === id) return undefined;
  return queues.get(overflowQueueId);
}

export const overflowsAt = ({ queuedSince }: EngineItem, { overflowAfterSeconds }: EngineQueue): number =>
  overflowAfterSeconds === null ? Number.POSITIVE_INFINITY : queuedSince + overflowAfterSeconds * 1000;

function leadsBack(state: EngineState, from: EngineQueue): boolean {
  const seen = new Set<EngineQueue>();
  for (let at = overflowOf(state, from); at && !seen.has(at); at = overflowOf(state, at)) {
    if (at === from) return true;
    seen.add(at);
  }
  return false;
}

function helpIn(takers: Takers, from: EngineQueue, to: EngineQueue, now: number) {
  return (waiting: Waiting): boolean => {
    const isServedHere = takers.isServed(waiting, from);
    if (isServedHere && !takers.hasRoomIn(to)) return false;
    const moved = { item: { ...waiting.item, queuedSince: now }, need: waiting.need };
    const taker = takers.pick(moved, to);
    // Their room is spoken for, so that no more goes there than can be taken.
    if (taker) takers.give(taker, moved.item);
    return taker !== undefined || (!isServedHere && takers.isServed(moved, to));
  };
}
