import type { EventMap } from "../../contract/events.ts";
import { applyWorkEvent } from "./apply-work-event.ts";
import { type Change, personOf, queueOf } from "./change.ts";
import type { FloorEvent } from "./floor-events.ts";
import { passTime } from "./pass-time.ts";
import { refreshPerson } from "./person-state.ts";
import type { Floor, FloorPerson } from "./state.ts";
import { addFact } from "./tally.ts";

/** Brings the floor up to an event, and tells what that counts and whom it touches. An event that it knows of changes nothing. */
export function applyEvent(floor: Floor, event: FloorEvent): Change {
  const at = Math.max(floor.at, Date.parse(event.at));
  const change: Change = { floor, at, facts: [], queueIds: new Set(), personIds: new Set() };
  if (event.seq <= floor.seq) return change;
  floor.seq = event.seq;
  passTime(change);
  apply(change, event);
  for (const fact of change.facts) addFact(floor.tallies, fact);
  return change;
}

function apply(change: Change, event: FloorEvent) {
  switch (event.type) {
    case "queue.updated":
      return changeQueue(change, event.data);
    case "person.created":
      return changePerson(change, event.data.personId, {});
    case "person.presenceChanged":
      return changePerson(change, event.data.personId, { isOnline: event.data.isOnline.to });
    case "person.availabilityChanged": {
      const { personId, availability, reason } = event.data;
      return changePerson(change, personId, { availability: availability.to, awayReason: reason });
    }
    case "person.accessChanged": {
      const { personId, isRemoved } = event.data;
      return isRemoved === undefined ? undefined : changePerson(change, personId, { isRemoved });
    }
    default:
      return applyWorkEvent(change, event);
  }
}

function changeQueue(
  change: Change,
  { queueId, memberIds, answerWithinSeconds, isArchived = false }: EventMap["queue.updated"],
) {
  const queue = queueOf(change, queueId);
  const members = new Set(memberIds);
  change.queueIds.add(queueId);
  // Whoever comes or goes has another list of queues.
  for (const id of [...queue.memberIds, ...members]) change.personIds.add(id);
  Object.assign(queue, { memberIds: members, answerWithinSeconds, isArchived });
}

function changePerson(change: Change, personId: string, values: Partial<FloorPerson>) {
  refreshPerson(change, Object.assign(personOf(change, personId), values));
}
