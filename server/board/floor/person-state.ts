import type { FloorState } from "../../contract/board.ts";
import type { Change } from "./change.ts";
import { spansByQuarter } from "./quarters.ts";
import type { Floor, FloorPerson } from "./state.ts";
import type { Fact } from "./tally.ts";

/** Brings a person's state in line with what else is known of them; what it was until now counts. */
export function refreshPerson(change: Change, person: FloorPerson): void {
  change.personIds.add(person.id);
  const next = stateOf(change.floor, person);
  if (next === person.state) return;
  countTime(change, person, change.at);
  person.state = next;
  person.since = change.at;
  for (const queue of change.floor.queues.values()) {
    if (queue.memberIds.has(person.id)) change.queueIds.add(queue.id);
  }
}

export function stateOf({ items }: Pick<Floor, "items">, person: FloorPerson): FloorState {
  if (person.isRemoved || !person.isOnline || person.availability === "offline") return "offline";
  if (person.availability !== "ready") return person.availability;
  let isWrappingUp = false;
  for (const id of person.itemIds) {
    const item = items.get(id);
    if (item?.state === "active" && !item.isResting) return "working";
    if (item?.state === "wrapUp") isWrappingUp = true;
  }
  return isWrappingUp ? "wrapUp" : "ready";
}

export function countTime(change: Pick<Change, "facts">, person: FloorPerson, to: number): void {
  change.facts.push(...timeFacts(person, person.countedTo, to));
  person.countedTo = to;
}

/** What a span of time in a person's present state counts. */
export function timeFacts({ id, state }: FloorPerson, from: number, to: number): Fact[] {
  if (state !== "ready" && state !== "working" && state !== "wrapUp") return [];
  return [...spansByQuarter(from, to)].map(({ quarter, ms }) => ({
    quarter,
    queueId: null,
    channelId: null,
    personId: id,
    adds: { availableMs: ms, occupiedMs: state === "ready" ? 0 : ms },
    work: null,
  }));
}
