import { meets, stageOf } from "./need.ts";
import { isThere } from "./person-state.ts";
import type { EngineItem, EnginePerson, EngineQueue, EngineState, Waiting } from "./state.ts";

/** For whom alone the work is kept a while: whom its contact spoke to last, where they are there and can take it. */
export function keeperOf(
  { people }: EngineState,
  waiting: Waiting,
  queue: EngineQueue,
  now: number,
): EnginePerson | undefined {
  const { lastPersonId, passedBy } = waiting.item;
  if (!lastPersonId || now >= keptUntil(waiting.item, queue)) return undefined;
  const person = people.get(lastPersonId);
  if (!person || !isThere(person) || passedBy.includes(person.id)) return undefined;
  const canTake = meets(person, waiting.need, stageOf(waiting, queue, now));
  return canTake && queue.memberIds.includes(person.id) ? person : undefined;
}

export const keptUntil = ({ queuedSince }: EngineItem, { lastPersonSeconds }: EngineQueue): number =>
  queuedSince + lastPersonSeconds * 1000;
