import { createTakers, type Takers } from "./create-takers.ts";
import { handBackAt } from "./hand-back.ts";
import { nextMinute } from "./is-open.ts";
import { keptUntil } from "./keeper-of.ts";
import { languageUntil, relaxesAt } from "./need.ts";
import { overflowOf, overflowsAt } from "./overflow.ts";
import { restsAt } from "./rest-chat.ts";
import type { EngineItem, EngineQueue, EngineState, Waiting } from "./state.ts";

/**
 * When a plan could say something else though nothing happens in between. What is due already is not among it: who could not
 * carry that out looks again by itself.
 */
export function nextMoment(state: EngineState, now: number): number | undefined {
  let next = Number.POSITIVE_INFINITY;
  const see = (at: number | null | undefined) => {
    if (at && at > now && at < next) next = at;
  };
  for (const item of state.inHand.values()) seeInHand(state, item, see);
  const takers = createTakers(state, now);
  for (const [queueId, line] of state.lines) {
    const queue = state.queues.get(queueId);
    if (!queue) continue;
    seeOverflow(state, queue, line, now, see);
    seeWaiting(takers, queue, line, now, see);
  }
  return Number.isFinite(next) ? next : undefined;
}

type See = (at: number | null | undefined) => void;

function seeInHand(state: EngineState, item: EngineItem, see: See) {
  if (item.state === "offered") see(item.offerEndsAt);
  if (item.state === "wrapUp") see(item.wrapUpEndsAt);
  see(restsAt(state, item));
  see(handBackAt(state, item));
}

/** What should have gone on and did not waits for office hours, of either queue, or for somebody whom it asks too much of. */
function seeOverflow(state: EngineState, queue: EngineQueue, line: Waiting[], now: number, see: See) {
  if (!overflowOf(state, queue)) return;
  for (const { item } of line) {
    const at = overflowsAt(item, queue);
    see(at > now ? at : nextMinute(now));
    if (at <= now) seeRelaxations(item, see);
  }
}

/** While nobody has room, time alone gives nobody anything. */
function seeWaiting(takers: Takers, queue: EngineQueue, line: Waiting[], now: number, see: See) {
  if (!takers.hasRoomIn(queue)) return;
  if (!takers.isOpen(queue)) return see(nextMinute(now));
  for (const { item, need } of line) {
    if (item.lastPersonId) see(keptUntil(item, queue));
    if (need.language !== null) see(languageUntil(item, queue));
    seeRelaxations(item, see);
  }
}

function seeRelaxations(item: EngineItem, see: See) {
  for (const requirement of item.requirements) see(relaxesAt(item, requirement));
}
