import type { Change } from "./change.ts";
import { quarterOf } from "./quarters.ts";
import { type FloorItem, type Hand, usualAnswerSeconds } from "./state.ts";
import type { Tally } from "./tally.ts";

/** Counts something now, in the queue where the item lies unless another is named. */
export function count(
  { facts, at }: Change,
  item: FloorItem,
  {
    queueId = item.queueId,
    personId = null,
    adds,
  }: { queueId?: string | null; personId?: string | null; adds: Partial<Tally> },
): void {
  const { channelId, conversationId, waitingSince } = item;
  const work = { conversationId, at, waitedMs: at - waitingSince };
  facts.push({ quarter: quarterOf(at), queueId, channelId, personId, adds, work });
}

export function countWaitOver(change: Change, item: FloorItem, personId: string | null): void {
  const waitedMs = change.at - item.waitingSince;
  const queue = item.queueId === null ? undefined : change.floor.queues.get(item.queueId);
  const withinMs = (queue?.answerWithinSeconds ?? usualAnswerSeconds) * 1_000;
  const answeredInTime = waitedMs <= withinMs ? 1 : 0;
  count(change, item, { personId, adds: { answered: 1, answeredInTime, waitedMs, longestWaitMs: waitedMs } });
}

export const newHand = (queueId: string | null, at: number): Hand => ({
  queueId,
  countedTo: at,
  handleMs: 0,
  wrapUpMs: 0,
});

/** Adds up how long it was in hand, before anything about that changes. */
export function countHand({ at }: Change, { hand, state, isResting }: FloorItem): void {
  if (!hand) return;
  const ms = at - hand.countedTo;
  if (state === "wrapUp") hand.wrapUpMs += ms;
  else if (!isResting) hand.handleMs += ms;
  hand.countedTo = at;
}

export function endHand(change: Change, item: FloorItem): void {
  if (!item.hand) return;
  const { queueId, handleMs, wrapUpMs } = item.hand;
  count(change, item, { queueId, personId: item.ownerId, adds: { handled: 1, handleMs, wrapUpMs } });
  item.hand = null;
}
