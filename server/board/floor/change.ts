import { type Floor, type FloorPerson, type FloorQueue, usualAnswerSeconds } from "./state.ts";
import type { Fact } from "./tally.ts";

/** What one event does to the floor. */
export interface Change {
  floor: Floor;
  at: number;
  facts: Fact[];
  /** Whose rows on a board look different since. */
  queueIds: Set<string>;
  personIds: Set<string>;
}

/** A log that begins in the middle names people and queues that it never spoke of before. */
export function personOf({ floor, at, personIds }: Change, id: string): FloorPerson {
  const found = floor.people.get(id);
  if (found) return found;
  const made = newPerson(id, at);
  floor.people.set(id, made);
  personIds.add(id);
  return made;
}

export function queueOf({ floor, queueIds }: Change, id: string): FloorQueue {
  const found = floor.queues.get(id);
  if (found) return found;
  const made = newQueue(id);
  floor.queues.set(id, made);
  queueIds.add(id);
  return made;
}

export const newPerson = (id: string, at: number): FloorPerson => ({
  id,
  isOnline: false,
  availability: "ready",
  awayReason: null,
  state: "offline",
  since: at,
  countedTo: at,
  itemIds: new Set(),
  isRemoved: false,
});

export const newQueue = (id: string): FloorQueue => ({
  id,
  memberIds: new Set(),
  answerWithinSeconds: usualAnswerSeconds,
  itemIds: new Set(),
  waitingByMinute: [],
  isArchived: false,
});
