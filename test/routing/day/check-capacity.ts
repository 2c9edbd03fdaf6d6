import { expect } from "vitest";
import type { HubEvent } from "../../../server/contract/events.ts";
import { giftOf } from "./check-fairness.ts";

interface Hand {
  personId: string | null;
  weight: number;
  isResting: boolean;
}

const weights = { chat: 2, mail: 1, call: 6 };

/**
 * Adds up by the log what everybody has in hand, and looks at each change that gives somebody something: by itself
 * nobody gets more than they may have; by hand, and back from a contact for whom one waited, only if the event says so.
 */
export function createCapacityCheck(capacityOf: (personId: string) => number) {
  const hands = new Map<string, Hand>();

  function loadOf(personId: string): number {
    let load = 0;
    for (const hand of hands.values()) if (hand.personId === personId && !hand.isResting) load += hand.weight;
    return load;
  }

  /** Events in the order of the log, of one moment; what comes at once with a gift may have been seen or not. */
  return (events: HubEvent[]): void => {
    const stirred = new Map<string, number>();
    const stir = (personId: string | null, weight: number) =>
      personId && stirred.set(personId, (stirred.get(personId) ?? 0) + weight);
    /** Whoever lost something: a hand that takes at once may still have seen it. */
    const relieved = new Set<string>();
    const wrong: unknown[] = [];
    for (const event of events) {
      const before = holderOf(hands, event);
      const hand = apply(hands, event);
      const gift = giftOf(event);
      const over = (personId: string) => loadOf(personId) - capacityOf(personId);
      if (gift) {
        const { personId } = gift;
        if (over(personId) > (stirred.get(personId) ?? 0)) wrong.push({ event, over: over(personId) });
      } else if (isTaking(event) && hand?.personId) {
        const isOver = over(hand.personId) > 0;
        const isCertain = !stirred.has(hand.personId) && !relieved.has(hand.personId);
        if (isCertain && isOver !== (event.data.reason === "overCapacity"))
          wrong.push({ event, over: over(hand.personId) });
      }
      if (!gift && hand) stir(hand.personId, hand.weight);
      if (before && before !== hand?.personId) relieved.add(before);
    }
    expect(wrong.slice(0, 3)).toEqual([]);
  };
}

/** By hand it becomes somebody's, or because its contact comes back to them. */
function isTaking(
  event: HubEvent,
): event is Extract<HubEvent, { type: "workItem.stateChanged" | "workItem.created" }> {
  // What is opened by hand may rest from the first.
  if (event.type === "workItem.created") return event.data.ownerId !== null && !event.actorId;
  if (event.type !== "workItem.stateChanged" || !event.actorId) return false;
  const { ownerId } = event.data;
  return ownerId.to !== null && ownerId.to !== ownerId.from;
}

const holderOf = (hands: Map<string, Hand>, { data }: HubEvent): string | null =>
  ("workItemId" in data && hands.get(data.workItemId)?.personId) || null;

/** Gives what the event made somebody's, or took from them. */
function apply(hands: Map<string, Hand>, event: HubEvent): Hand | undefined {
  if (event.type === "workItem.created") {
    const { workItemId, kind, ownerId } = event.data;
    const made = { personId: ownerId, weight: weights[kind], isResting: false };
    hands.set(workItemId, made);
    return made;
  }
  const hand = "workItemId" in event.data ? hands.get(event.data.workItemId) : undefined;
  if (!hand) return undefined;
  if (event.type === "workItem.offered") hand.personId = event.data.personId;
  if (event.type === "workItem.offerEnded") hand.personId = null;
  if (event.type === "workItem.rested") hand.isResting = event.data.isResting;
  if (event.type === "workItem.stateChanged") {
    const { state, ownerId } = event.data;
    const isInHand = state.to === "active" || state.to === "wrapUp";
    Object.assign(hand, {
      personId: isInHand ? ownerId.to : null,
      isResting: state.to === "active" && hand.isResting,
    });
  }
  return hand;
}
