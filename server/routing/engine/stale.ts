import type { EventType, LoggedEvent } from "../../contract/events.ts";

/** Rows that have changed since they were loaded. */
export interface Stale {
  itemIds: Set<string>;
  personIds: Set<string>;
  /** Their settings or members. */
  areQueues: boolean;
  /** Nobody knows what has changed. */
  isAll: boolean;
}

export const nothingStale = (): Stale => ({
  itemIds: new Set(),
  personIds: new Set(),
  areQueues: false,
  isAll: false,
});

/** What the engine reads of the log: not each message, since what was said last is looked up before a chat rests. */
export const engineEvents = [
  "workItem.created",
  "workItem.stateChanged",
  "workItem.queued",
  "workItem.prioritised",
  "workItem.offered",
  "workItem.offerEnded",
  "workItem.rested",
  "person.created",
  "person.updated",
  "person.availabilityChanged",
  "person.presenceChanged",
  "person.phoneChanged",
  "call.legChanged",
  "call.supervised",
  "person.accessChanged",
  "team.updated",
  "queue.updated",
  "skill.updated",
] as const satisfies EventType[];
export type EngineEvent = Extract<LoggedEvent, { type: (typeof engineEvents)[number] }>;

/** Adds the rows that an event speaks of. */
export function markStale(stale: Stale, event: EngineEvent): void {
  const { itemIds, personIds } = stale;
  switch (event.type) {
    case "workItem.created":
      // What is nobody's and lies in no queue is none of the engine's business.
      if (event.data.queueId || event.data.ownerId) itemIds.add(event.data.workItemId);
      return;
    case "workItem.stateChanged":
      itemIds.add(event.data.workItemId);
      for (const id of Object.values(event.data.ownerId)) if (id) personIds.add(id);
      return;
    case "workItem.offered":
    case "workItem.offerEnded":
      itemIds.add(event.data.workItemId);
      personIds.add(event.data.personId);
      return;
    case "workItem.queued":
    case "workItem.prioritised":
    case "workItem.rested":
      itemIds.add(event.data.workItemId);
      return;
    case "person.accessChanged":
      stale.areQueues = true;
      personIds.add(event.data.personId);
      return;
    case "person.created":
    case "person.updated":
    case "person.availabilityChanged":
    case "person.presenceChanged":
    case "person.phoneChanged":
      personIds.add(event.data.personId);
      return;
    case "call.legChanged":
      if (event.data.personId) personIds.add(event.data.personId);
      return;
    case "call.supervised":
      personIds.add(event.data.personId);
      return;
    case "team.updated":
    case "queue.updated":
      stale.areQueues = true;
      return;
    case "skill.updated":
      // One that was removed is gone from work and people, too.
      stale.isAll = true;
  }
}
