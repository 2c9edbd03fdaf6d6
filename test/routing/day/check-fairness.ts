import { expect } from "vitest";
import type { HubEvent } from "../../../server/contract/events.ts";
import { couldTake, keepersOf } from "./could-take.ts";
import type { House } from "./house.ts";
import type { ItemRow, Rows } from "./read-rows.ts";

/** At rest nobody has room for something that waits for them. */
export function checkNobodyWaitsInVain(house: House, rows: Rows): void {
  const waiting = rows.items.filter(({ state }) => state === "waiting");
  const withRoom = [...rows.people.values()].filter(({ load, capacity }) => load < capacity);
  const inVain = waiting.flatMap((item) =>
    withRoom
      .filter(
        (person) => person.load + item.weight <= person.capacity && couldTake(house, rows, person, item),
      )
      .map((person) => ({ item, person })),
  );
  expect(inVain.slice(0, 3)).toEqual([]);
}

export interface Gift {
  itemId: string;
  personId: string;
}

/** What the engine gives. */
export function giftOf(event: HubEvent): Gift | undefined {
  if (event.type === "workItem.offered")
    return { itemId: event.data.workItemId, personId: event.data.personId };
  if (event.type !== "workItem.stateChanged" || event.data.reason !== "autoAccepted") return undefined;
  return { itemId: event.data.workItemId, personId: event.data.ownerId.to ?? "" };
}

/**
 * What the engine gave since these rows were read, with nobody else at work: not to others while somebody was to have it
 * alone, and to nobody who could have had what waited longer with the same priority and waits still.
 */
export function checkFairness(house: House, before: Rows, events: HubEvent[]): void {
  const touched = new Set(events.flatMap(({ data }) => ("workItemId" in data ? [data.workItemId] : [])));
  const stillWaiting = before.items.filter(({ id, state }) => state === "waiting" && !touched.has(id));
  const loads = new Map([...before.people.values()].map(({ id, load }) => [id, load]));
  const unfair: unknown[] = [];
  for (const { itemId, personId } of events.flatMap((event) => giftOf(event) ?? [])) {
    const given = before.items.find(({ id }) => id === itemId);
    const person = before.people.get(personId);
    if (!given || !person) throw new Error("This was given though it was not there.");
    const load = loads.get(personId) ?? 0;
    loads.set(personId, load + given.weight);
    // What came back meanwhile was not waiting when it was decided what waits longest.
    if (given.state !== "waiting") continue;
    const isSure = given.isKeeperKnown && given.spokenTo.length === 1;
    const [keeper] = isSure ? keepersOf(house, before, given) : [];
    if (keeper && keeper !== person) unfair.push({ given, person, keeper });
    const waitsLonger = (item: ItemRow) =>
      item.priority === given.priority && item.waitingSince < given.waitingSince;
    unfair.push(
      ...stillWaiting
        .filter((item) => waitsLonger(item) && load + item.weight <= person.capacity)
        .filter((item) => couldTake(house, before, person, item))
        .map((longer) => ({ given, person, longer })),
    );
  }
  expect(unfair.slice(0, 3)).toEqual([]);
}
