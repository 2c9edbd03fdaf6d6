import { byId } from "./serving-order.ts";
import type { EnginePerson, EngineQueue } from "./state.ts";

/** A person as the plan leaves them: with what it gives them. */
export interface Taker {
  person: EnginePerson;
  load: number;
  lastOfferedAt: number;
  /** Which gift of this plan was the last to them; they all are of the same moment. */
  turn: number;
  /** Something that weighs nothing is held out to them. */
  hasWeightless: boolean;
  /** They are in a call, or are held one out. */
  hasCall: boolean;
}

type Order = (a: Taker, b: Taker) => number;

const byTurn: Order = (a, b) =>
  a.lastOfferedAt - b.lastOfferedAt || a.turn - b.turn || byId(a.person, b.person);

/** Who has something to do is not idle, however long ago that began. */
const byIdleness: Order = (a, b) => {
  if (a.load > 0 || b.load > 0) return Number(a.load > 0) - Number(b.load > 0) || byTurn(a, b);
  return a.person.idleSince - b.person.idleSince || byTurn(a, b);
};

const shareOf = ({ load, person }: Taker) => (person.capacity > 0 ? load / person.capacity : 1);

const orders: Record<EngineQueue["strategy"], Order> = {
  longestIdle: byIdleness,
  leastLoaded: (a, b) => shareOf(a) - shareOf(b) || byIdleness(a, b),
  roundRobin: byTurn,
};

/** Whose turn it is by the queue's strategy. */
export function firstOf(takers: Taker[], { strategy }: EngineQueue): Taker | undefined {
  const order = orders[strategy];
  let first = takers[0];
  for (const taker of takers) if (first && order(taker, first) < 0) first = taker;
  return first;
}
