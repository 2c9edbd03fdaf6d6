import { isOpen } from "./is-open.ts";
import { keeperOf } from "./keeper-of.ts";
import { stageOf } from "./need.ts";
import { isReady, loadsOf, whoHasCall } from "./person-state.ts";
import { doesAnyMeet, type Pool, whoMeet } from "./pool.ts";
import type { EngineItem, EnginePerson, EngineQueue, EngineState, Need, Waiting } from "./state.ts";
import { firstOf, type Taker } from "./strategy.ts";

export type Takers = ReturnType<typeof createTakers>;

/** Of a queue's people those who meet a need at its stage. */
interface Group {
  withRoom: Taker[];
  /** From which weight on none of them has room; what the plan gives only ever lowers it. */
  spentFrom: number;
  /** Whether there are any, whatever they have in hand; looked up when asked for. */
  isServed?: boolean;
}

/** Who is ready, as the plan goes: everything that it gives is remembered here, and the state stays as it is. */
export function createTakers(state: EngineState, now: number, leaving: ReadonlySet<string> = new Set()) {
  const takers = readyTakers(state, leaving);
  const lightest = lightestOf(state);
  const readyIn = remembering((queue: EngineQueue): Pool => {
    return { all: queue.memberIds.flatMap((personId) => takers.get(personId) ?? []) };
  });
  const withRoomIn = remembering((queue: EngineQueue): Pool => {
    return { all: readyIn(queue).all.filter((taker) => hasRoom(taker, lightest)) };
  });
  const groupsOf = remembering((_: EngineQueue) => new Map<Need, Map<number, Group>>());
  const mostRoom = new Map<EngineQueue, { turn: number; room: number }>();
  let turn = 0;

  function groupOf(waiting: Waiting, queue: EngineQueue): Group {
    const groups = groupsOf(queue);
    const stages = groups.get(waiting.need) ?? new Map<number, Group>();
    if (stages.size === 0) groups.set(waiting.need, stages);
    const stage = stageOf(waiting, queue, now);
    const known = stages.get(stage);
    if (known) return known;
    const withRoom = whoMeet(withRoomIn(queue), waiting.need, stage);
    const group = { withRoom, spentFrom: withRoom.length > 0 ? Number.POSITIVE_INFINITY : 0 };
    stages.set(stage, group);
    return group;
  }

  /** What is left to the one who has most room; every gift may change it. */
  function mostRoomIn(queue: EngineQueue): number {
    const known = mostRoom.get(queue);
    if (known?.turn === turn) return known.room;
    let room = Number.NEGATIVE_INFINITY;
    for (const { load, person } of withRoomIn(queue).all) room = Math.max(room, person.capacity - load);
    mostRoom.set(queue, { turn, room });
    return room;
  }

  /** Whether it is worth a look: nobody is known to have no room for it. */
  function mayGo(waiting: Waiting, queue: EngineQueue): boolean {
    const { weight } = waiting.item;
    return weight <= mostRoomIn(queue) && weight < groupOf(waiting, queue).spentFrom;
  }

  function pick(waiting: Waiting, queue: EngineQueue): Taker | undefined {
    const { item } = waiting;
    if (!isOpen(queue, now) || !mayGo(waiting, queue)) return undefined;
    const group = groupOf(waiting, queue);
    const withRoom = group.withRoom.filter((taker) => hasRoom(taker, item.weight) && mayCarry(taker, item));
    if (withRoom.length === 0) {
      group.spentFrom = item.weight;
      return undefined;
    }
    const free = item.weight > 0 ? withRoom : withRoom.filter(({ hasWeightless }) => !hasWeightless);
    const keeper = keeperOf(state, waiting, queue, now);
    if (keeper) return free.find(({ person }) => person === keeper);
    if (item.passedBy.length === 0) return firstOf(free, queue);
    return firstOf(
      free.filter(({ person }) => mayAsk(person, waiting, queue)),
      queue,
    );
  }

  /** Nobody is asked again before all have passed on it who are ready, free or not; then the round begins anew. */
  function mayAsk(person: EnginePerson, waiting: Waiting, queue: EngineQueue): boolean {
    const { passedBy } = waiting.item;
    if (!passedBy.includes(person.id)) return true;
    const others = whoMeet(readyIn(queue), waiting.need, stageOf(waiting, queue, now));
    return others.every((taker) => passedBy.includes(taker.person.id));
  }

  /** Whether anybody could take it if they had nothing else in hand. */
  function isServed(waiting: Waiting, queue: EngineQueue): boolean {
    const group = groupOf(waiting, queue);
    group.isServed ??= doesAnyMeet(readyIn(queue), waiting.need, stageOf(waiting, queue, now));
    return isOpen(queue, now) && group.isServed;
  }

  return {
    isOpen: (queue: EngineQueue) => isOpen(queue, now),
    /** Whether somebody in a queue could take the lightest of all that waits. */
    hasRoomIn: (queue: EngineQueue) => withRoomIn(queue).all.length > 0,
    mayGo,
    /** Who is to have it now. */
    pick,
    mayAsk,
    isServed,
    give(taker: Taker, { kind, weight }: Pick<EngineItem, "kind" | "weight">) {
      turn += 1;
      Object.assign(taker, { load: taker.load + weight, lastOfferedAt: now, turn });
      if (weight === 0) taker.hasWeightless = true;
      if (kind === "call") taker.hasCall = true;
    },
  };
}

function readyTakers(state: EngineState, leaving: ReadonlySet<string>): Map<string, Taker> {
  const loads = loadsOf(state);
  const inCall = whoHasCall(state);
  const takers = new Map<string, Taker>();
  for (const person of state.people.values()) {
    if (!isReady(person) || leaving.has(person.id)) continue;
    const { id, lastOfferedAt } = person;
    const has = { load: loads.get(id) ?? 0, hasCall: inCall.has(id), hasWeightless: false };
    takers.set(id, { person, lastOfferedAt, turn: 0, ...has });
  }
  for (const { state: itemState, offeredTo, weight } of state.inHand.values()) {
    const taker = itemState === "offered" && weight === 0 && offeredTo ? takers.get(offeredTo) : undefined;
    // Capacity sets no limit to what weighs nothing: they get one at a time.
    if (taker) taker.hasWeightless = true;
  }
  return takers;
}

function lightestOf({ lines }: EngineState): number {
  let lightest = Number.POSITIVE_INFINITY;
  for (const line of lines.values()) for (const { item } of line) lightest = Math.min(lightest, item.weight);
  return lightest;
}

const mayCarry = ({ hasCall }: Taker, { kind }: EngineItem) => kind !== "call" || !hasCall;
const hasRoom = ({ load, person }: Taker, weight: number) => load + weight <= person.capacity;

function remembering<Key, Value>(find: (key: Key) => Value): (key: Key) => Value {
  const known = new Map<Key, Value>();
  return (key) => {
    const found = known.get(key) ?? find(key);
    known.set(key, found);
    return found;
  };
}
