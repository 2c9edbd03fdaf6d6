import type { Takers } from "./create-takers.ts";
import { inServingOrder } from "./serving-order.ts";
import type { Action, EngineItem, EngineQueue, EngineState, Waiting } from "./state.ts";

/** Work for whoever is free, in the order in which it is served, over all queues. */
export function giveOut(state: EngineState, takers: Takers, now: number): Action[] {
  const actions: Action[] = [];
  for (const { waiting, queue } of worthALook(state, takers)) {
    const taker = takers.pick(waiting, queue);
    if (!taker) continue;
    takers.give(taker, waiting.item);
    actions.push(gift(waiting.item, taker.person.id, queue, now));
  }
  return actions;
}

/** How far a line has been looked through. */
interface Head {
  queue: EngineQueue;
  line: Waiting[];
  at: number;
}

/** The lines merged into one, without what nobody has room for. */
function* worthALook(
  state: EngineState,
  takers: Takers,
): Generator<{ waiting: Waiting; queue: EngineQueue }> {
  const heads = headsOf(state, takers);
  for (;;) {
    let first: Head | undefined;
    let next: Waiting | undefined;
    for (const head of heads) {
      const waiting = head.line[head.at];
      if (!waiting || (next && inServingOrder(next.item, waiting.item) < 0)) continue;
      first = head;
      next = waiting;
    }
    if (!first || !next) return;
    yield { waiting: next, queue: first.queue };
    first.at = nextAt(first, takers, first.at + 1);
  }
}

function headsOf({ lines, queues }: EngineState, takers: Takers): Head[] {
  const heads: Head[] = [];
  for (const [queueId, line] of lines) {
    const queue = queues.get(queueId);
    if (!queue || !takers.hasRoomIn(queue) || !takers.isOpen(queue)) continue;
    heads.push({ queue, line, at: nextAt({ queue, line }, takers, 0) });
  }
  return heads;
}

function nextAt({ queue, line }: Pick<Head, "queue" | "line">, takers: Takers, from: number): number {
  for (let at = from; ; at++) {
    const waiting = line[at];
    if (!waiting || takers.mayGo(waiting, queue)) return at;
  }
}

function gift({ id: itemId, kind }: EngineItem, personId: string, queue: EngineQueue, now: number): Action {
  const queueId = queue.id;
  if (queue.autoAccept.includes(kind)) return { type: "assign", itemId, personId, queueId };
  return { type: "offer", itemId, personId, queueId, endsAt: now + queue.offerSeconds * 1000 };
}
