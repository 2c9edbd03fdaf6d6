import type { House } from "./house.ts";
import type { ItemRow, PersonRow, Rows } from "./read-rows.ts";

/** Whether somebody may get a work item that waits, whatever they have in hand: by the rules as they are told. */
export function couldTake(house: House, rows: Rows, person: PersonRow, item: ItemRow): boolean {
  const able = [...rows.people.values()].filter((one) => isReady(one) && isFit(house, rows.at, one, item));
  if (!isOpen(house, rows.at, item) || !able.includes(person)) return false;
  if (!item.isKeeperKnown && isKept(house, rows, item)) return false;
  const keepers = keepersOf(house, rows, item);
  if (keepers.length > 0) return keepers.length === 1 && keepers[0] === person;
  return !item.passedBy.includes(person.id) || able.every(({ id }) => item.passedBy.includes(id));
}

/** For the first seconds one of these is to have it alone: whom of them its contact spoke to last when it came. */
export function keepersOf(house: House, rows: Rows, item: ItemRow): PersonRow[] {
  if (!isKept(house, rows, item)) return [];
  return item.spokenTo.flatMap((id) => {
    const person = rows.people.get(id);
    const isThere = person?.isOnline && (person.availability === "ready" || person.availability === "busy");
    return isThere && !item.passedBy.includes(id) && isFit(house, rows.at, person, item) ? [person] : [];
  });
}

function isKept(house: House, { at }: Rows, { queueId, queuedSince }: ItemRow): boolean {
  const seconds = house.queues.get(queueId)?.plan.values.lastPersonSeconds ?? 0;
  return at < queuedSince + seconds * 1_000;
}

const isReady = ({ isOnline, availability }: PersonRow) => isOnline && availability === "ready";

/** A member with the skills and the language that are still asked for. */
function isFit(house: House, at: number, person: PersonRow, item: ItemRow): boolean {
  const queue = house.queues.get(item.queueId);
  if (!queue?.memberIds.includes(person.id)) return false;
  for (const { skillId, level, relaxAfterSeconds } of item.requirements) {
    const isAsked = relaxAfterSeconds === null || at < item.waitingSince + relaxAfterSeconds * 1_000;
    if (isAsked && (person.skills[skillId] ?? 0) < level) return false;
  }
  const isLanguageAsked = at < item.queuedSince + (queue.plan.values.languageSeconds ?? 0) * 1_000;
  if (!isLanguageAsked || item.language === null || person.languages.length === 0) return true;
  return person.languages.includes(item.language);
}

function isOpen(house: House, at: number, { queueId }: ItemRow): boolean {
  const spans = house.queues.get(queueId)?.plan.spans;
  const minute = (at % 86_400_000) / 60_000;
  return !spans || spans.some(({ from, to }) => from <= minute && minute < to);
}
