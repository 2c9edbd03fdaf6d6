import { canServe } from "./person-state.ts";
import type { EngineItem, EngineQueue, EngineState } from "./state.ts";
import { type Wait, waitOf } from "./wait-of.ts";

/** How every chat that waits in a queue, or is held out, stands there; by conversation. */
export function waitsOf(
  state: EngineState,
  /** By queue. */
  averageHandleMs: ReadonlyMap<string, number>,
  now: number,
): Map<string, Wait> {
  const waits = new Map<string, Wait>();
  const handsOf = memo((queue, weight) => handsFor(state, queue, { kind: "chat", weight }));
  for (const item of waitingChats(state)) {
    const queue = state.queues.get(item.queueId ?? "");
    if (!queue) continue;
    const wait = waitOf(state, item.id, now, {
      averageHandleMs: averageHandleMs.get(queue.id) ?? null,
      people: handsOf(queue, item.weight),
    });
    if (wait) waits.set(item.conversationId, wait);
  }
  return waits;
}

/** Those that nobody has in hand, held out or not. */
export function* waitingChats(state: EngineState): Generator<EngineItem> {
  for (const line of state.lines.values()) for (const { item } of line) if (item.kind === "chat") yield item;
  for (const item of state.inHand.values()) if (item.state === "offered" && item.kind === "chat") yield item;
}

/**
 * How many such pieces of work the people of a queue can have in hand at a time: who takes three at once counts thrice, and
 * calls are taken one by one.
 */
export function handsFor(
  { people }: EngineState,
  { memberIds }: EngineQueue,
  { kind, weight }: Pick<EngineItem, "kind" | "weight">,
): number {
  let hands = 0;
  for (const id of memberIds) {
    const person = people.get(id);
    if (!person || !canServe(person, { kind })) continue;
    const most = Math.floor(person.capacity / Math.max(1, weight));
    hands += kind === "call" ? Math.min(1, most) : most;
  }
  return hands;
}

function memo(count: (queue: EngineQueue, weight: number) => number) {
  const known = new Map<string, number>();
  return (queue: EngineQueue, weight: number): number => {
    const key = `${queue.id} ${weight}`;
    const found = known.get(key) ?? count(queue, weight);
    known.set(key, found);
    return found;
  };
}
