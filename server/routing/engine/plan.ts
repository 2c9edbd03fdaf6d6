import { createTakers } from "./create-takers.ts";
import { endOffers } from "./end-offers.ts";
import { endWrapUp } from "./end-wrap-up.ts";
import { giveOut } from "./give-out.ts";
import { handBack } from "./hand-back.ts";
import { overflow } from "./overflow.ts";
import { restChat } from "./rest-chat.ts";
import type { Action, EngineState } from "./state.ts";

/**
 * What is to be done now: pure, and no more than one step for each item. What a step makes possible (an offer that was missed
 * goes to the next) is planned when it has been carried out.
 */
export function plan(state: EngineState, now: number): Action[] {
  const ends = endOffers(state, now);
  const takers = createTakers(state, now, setAway(ends));
  const gifts = giveOut(state, takers, now);
  const given = new Set(gifts.map(({ itemId }) => itemId));
  return [...ends, ...stepsInHand(state, now), ...gifts, ...overflow(state, takers, given, now)];
}

function stepsInHand(state: EngineState, now: number): Action[] {
  const steps: Action[] = [];
  for (const item of state.inHand.values()) {
    const step = endWrapUp(item, now) ?? handBack(state, item, now) ?? restChat(state, item, now);
    if (step) steps.push(step);
  }
  return steps;
}

function setAway(ends: Action[]): Set<string> {
  return new Set(ends.flatMap((end) => (end.type === "miss" && end.setsAway ? [end.personId] : [])));
}
