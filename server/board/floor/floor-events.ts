import type { EventType, LoggedEvent } from "../../contract/events.ts";

/** All that the floor is made of. Whoever reads the log for it reads these and no others: what is counted when depends on it. */
export const floorEventTypes = [
  "workItem.created",
  "workItem.stateChanged",
  "workItem.queued",
  "workItem.offered",
  "workItem.offerEnded",
  "workItem.rested",
  "queue.updated",
  "person.created",
  "person.presenceChanged",
  "person.availabilityChanged",
  "person.accessChanged",
] as const satisfies EventType[];

export type FloorEvent = Extract<LoggedEvent, { type: (typeof floorEventTypes)[number] }>;

const types: ReadonlySet<string> = new Set(floorEventTypes);

export const isFloorEvent = (event: { type: string }): event is FloorEvent => types.has(event.type);
