import { type Change, personOf, queueOf } from "./change.ts";
import { refreshPerson } from "./person-state.ts";
import type { FloorItem } from "./state.ts";

/** With whom and in what an item is found. */
export interface Place {
  queueId: string | null;
  personId: string | null;
}

export const placeOf = ({ queueId, state, ownerId, offeredTo }: FloorItem): Place => ({
  queueId,
  personId: state === "offered" ? offeredTo : state === "waiting" ? null : ownerId,
});

/** Lets queues and people find a changed item, or no longer find one that is done. */
export function keepPlace(change: Change, item: FloorItem, before: Place): void {
  const isOpen = change.floor.items.has(item.id);
  const now = isOpen ? placeOf(item) : { queueId: null, personId: null };
  for (const queueId of new Set([before.queueId, now.queueId])) {
    if (queueId === null) continue;
    const { itemIds } = queueOf(change, queueId);
    change.queueIds.add(queueId);
    if (queueId === now.queueId) itemIds.add(item.id);
    else itemIds.delete(item.id);
  }
  for (const personId of new Set([before.personId, now.personId])) {
    if (personId === null) continue;
    const person = personOf(change, personId);
    if (personId === now.personId) person.itemIds.add(item.id);
    else person.itemIds.delete(item.id);
    refreshPerson(change, person);
  }
}
