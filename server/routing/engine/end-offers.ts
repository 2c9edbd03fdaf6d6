import { canAnswer } from "./person-state.ts";
import type { Action, EngineState } from "./state.ts";

const missesUntilAway = 2;

/** Offers to somebody who is no longer ready for them are over at once, others when their time is up. */
export function endOffers({ inHand, people }: EngineState, now: number): Action[] {
  const actions: Action[] = [];
  const misses = new Map<string, number>();
  for (const item of inHand.values()) {
    const { id: itemId, state, offeredTo: personId, offerEndsAt } = item;
    if (state !== "offered" || !personId) continue;
    const person = people.get(personId);
    if (!person || !canAnswer(person, item)) {
      actions.push({ type: "withdraw", itemId, personId });
    } else if (offerEndsAt !== null && offerEndsAt <= now) {
      const missed = (misses.get(personId) ?? person.missedOffers) + 1;
      misses.set(personId, missed);
      actions.push({ type: "miss", itemId, personId, setsAway: missed >= missesUntilAway });
    }
  }
  return actions;
}
