import type { EngineItem, EnginePerson, EngineState } from "./state.ts";

/** Whether work may go to them. */
export const isReady = ({ isOnline, availability }: EnginePerson): boolean =>
  isOnline && availability === "ready";

/** Whether such work may go to them while they have nothing else. */
export const canServe = (person: EnginePerson, { kind }: Pick<EngineItem, "kind">): boolean =>
  isReady(person) && (kind !== "call" || person.hasPhone);

/** Whether what is held out to them stays so; nobody who is in a call takes another. */
export const canAnswer = (person: EnginePerson, item: Pick<EngineItem, "kind" | "conversationId">): boolean =>
  canServe(person, item) &&
  (item.kind !== "call" || person.inCalls.every((id) => id === item.conversationId));

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

/** Who is in a call or is held one out: whatever else they have room for, it is no other call. */
export function whoHasCall({ people, inHand }: EngineState): Set<string> {
  const found = new Set<string>();
  for (const { id, inCalls } of people.values()) if (inCalls.length > 0) found.add(id);
  for (const { kind, state, offeredTo } of inHand.values())
    if (kind === "call" && state === "offered" && offeredTo) found.add(offeredTo);
  return found;
}

function whoseLoad({ state, offeredTo, ownerId, isResting }: EngineItem) {
  if (state === "offered") return offeredTo;
  return isResting ? null : ownerId;
}
