import { assign } from "../../../server/conversations/assign.ts";
import { setStatus } from "../../../server/conversations/set-status.ts";
import { changeAvailability } from "../../../server/people/change-availability.ts";
import { moveWork } from "../../../server/routing/work/move-work.ts";
import { prioritiseWork } from "../../../server/routing/work/prioritise-work.ts";
import type { Day, Doing } from "./day.ts";
import type { Rows } from "./read-rows.ts";

/** Now and then the chief hands on, moves, hurries, throws away and opens again. */
export function interfere(day: Day, { items, people }: Rows): Doing[] {
  const { chance, house, hub } = day;
  const access = house.chief;
  const open = items.filter(({ state }) => state !== "wrapUp");
  if (open.length === 0) return [];
  const { id: workItemId, conversationId, queueId } = chance.pick(open);
  const doings: Doing[] = [];
  const maybe = (probability: number, name: string, work: () => Promise<unknown>) => {
    if (chance.happens(probability)) doings.push({ name, work });
  };
  const members = house.queues.get(queueId)?.memberIds ?? [];
  const somewhere = chance.pick([...house.queues.keys()]);
  const somebody = chance.pick([...people.keys()].filter((id) => id !== access.personId));
  maybe(0.08, "assign", () => assign(hub.deps, { access, conversationId, personId: chance.pick(members) }));
  maybe(0.03, "unassign", () => assign(hub.deps, { access, conversationId, personId: null }));
  maybe(0.05, "move", () => moveWork(hub.deps, { access, workItemId, queueId: somewhere }));
  const priority = chance.between(0, 6);
  maybe(0.05, "prioritise", () => prioritiseWork(hub.deps, { access, workItemId, priority }));
  maybe(0.04, "throw away", () => setStatus(hub.deps, { access, conversationId, status: "resolved" }));
  maybe(0.03, "set ready", () =>
    changeAvailability(hub.deps, { access, personId: somebody, availability: "ready", awayReason: null }),
  );
  const nth = chance.between(0, 100);
  maybe(0.06, "open again", () => openAgain(day, nth));
  return doings;
}

/** Something that nobody needed to look at any more. */
async function openAgain({ hub, house }: Day, nth: number) {
  const { rows } = await hub.deps.pool.query<{ id: string }>(
    "select id from conversations where status in ('resolved', 'pending') order by number offset $1 limit 1",
    [nth],
  );
  const [found] = rows;
  if (found) await setStatus(hub.deps, { access: house.chief, conversationId: found.id, status: "open" });
}
