import type { EngineItem, EnginePerson, EngineState } from "./state.ts";

/** Whether work may go to them. */
export const isReady = ({ isOnline, availability }: EnginePerson): boolean =>
  isOnline && availability === "ready";

/** Whether what is held out to them stays so. */
export const canAnswer = (person: EnginePerson, { kind }: Pick<EngineItem, "kind">): boolean =>
  isReady(person) && (kind !== "call" || person.hasPhone);

/** Whether they are at their place, if not ready for more. */
export const isThere = ({ isOnline, availability }: EnginePerson): boolean =>
  isOnline && (availability === "ready" || availability === "busy");

/** Since when they have not been there: the first of what keeps them away. */
export function goneSince(person: EnginePerson): number | undefined {
  const { isOnline, onlineSince, availability, availabilitySince } = person;
  const causes: number[] = [];
  if (!isOnline) causes.push(onlineSince);
  if (availability === "away" || availability === "offline") causes.push(availabilitySince);
  return causes.length > 0 ? Math.min(...causes) : undefined;
}

/** What people's work weighs: in hand and not resting, or held out to them. */
export function loadsOf({ inHand }: EngineState): Map<string, number> {
  const loads = new Map<string, number>();
  for (const item of inHand.values()) {
    const personId = whoseLoad(item);
    if (personId) loads.set(personId, (loads.get(personId) ?? 0) + item.weight);
  }
  return loads;
}

function whoseLoad({ state, offeredTo, ownerId, isResting }: EngineItem) {
  if (state === "offered") return offeredTo;
  return isResting ? null : ownerId;
}
