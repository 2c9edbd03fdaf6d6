import { answer } from "../../../server/conversations/answer.ts";
import { setStatus } from "../../../server/conversations/set-status.ts";
import { updateMe } from "../../../server/people/update-me.ts";
import type { Access } from "../../../server/permissions/access.ts";
import { acceptOffer } from "../../../server/routing/work/accept-offer.ts";
import { claimWork } from "../../../server/routing/work/claim-work.ts";
import { completeWork } from "../../../server/routing/work/complete-work.ts";
import { declineOffer } from "../../../server/routing/work/decline-offer.ts";
import type { Day, Doing } from "./day.ts";
import type { ItemRow, PersonRow, Rows } from "./read-rows.ts";

/** Offers are accepted, declined, or seen by nobody; now and then somebody else is asked at the same moment. */
export function answerOffers(day: Day, { items }: Rows): Doing[] {
  const { chance, house, hub } = day;
  return items.flatMap((item): Doing[] => {
    const { id: workItemId, state, offeredTo } = item;
    const access = house.agents.find(({ personId }) => personId === offeredTo);
    if (state !== "offered" || !access) return [];
    if (chance.happens(0.05))
      return [{ name: "decline", work: () => declineOffer(hub.deps, { access, workItemId }) }];
    if (chance.happens(0.15)) return [];
    const accept = { name: "accept", work: () => acceptOffer(hub.deps, { access, workItemId }) };
    if (chance.happens(0.97)) return [accept];
    return [accept, { name: "grab", work: () => claimWork(hub.deps, { access: house.chief, workItemId }) }];
  });
}

/** What each does with what they have in hand, and what they take by themselves. */
export function handleWork(day: Day, rows: Rows): Doing[] {
  return [
    ...rows.items.flatMap((item) => {
      const access = day.house.agents.find(({ personId }) => personId === item.ownerId);
      const person = access && rows.people.get(access.personId);
      return access && person && isAtDesk(person) ? handle(day, item, access) : [];
    }),
    ...helpThemselves(day, rows),
  ];
}

const isAtDesk = ({ isOnline, availability }: PersonRow) => isOnline && availability !== "offline";

function handle(day: Day, item: ItemRow, access: Access): Doing[] {
  const { chance, hub, contacts } = day;
  const { conversationId } = item;
  const put = (status: "resolved" | "pending" | "open") => () =>
    setStatus(hub.deps, { access, conversationId, status });
  if (item.state === "wrapUp") return chance.happens(0.4) ? [wrapUp(day, item, access)] : [];
  if (item.isTheirTurn) {
    const isSoon = chance.happens(item.kind === "chat" ? 0.2 : 0.08);
    return isSoon ? [{ name: "answer", work: () => answer(hub.deps, written(access, conversationId)) }] : [];
  }
  if (chance.happens(0.05)) return [{ name: "resolve", work: put("resolved") }];
  if (chance.happens(0.005)) return [{ name: "wait", work: put("pending") }];
  if (chance.happens(item.kind === "chat" ? 0.05 : 0.01))
    return [{ name: "go on", work: () => contacts.goesOn(item.thread) }];
  return [];
}

function wrapUp({ chance, house, hub }: Day, { id: workItemId, queueId }: ItemRow, access: Access): Doing {
  const ways = house.queues.get(queueId)?.dispositionIds ?? [];
  const dispositionId = chance.happens(0.7) ? chance.pick(ways) : null;
  return { name: "wrap up", work: () => completeWork(hub.deps, { access, workItemId, dispositionId }) };
}

let answers = 0;
const written = (access: Access, conversationId: string) => ({
  access,
  conversationId,
  kind: "message" as const,
  text: "We look into it.",
  clientKey: `answer-${++answers}`,
  fileIds: [],
  mentions: [],
});

/** Some take what waits though they have enough. */
function helpThemselves({ chance, house, hub }: Day, { items }: Rows): Doing[] {
  const waiting = items.filter(({ state }) => state === "waiting");
  if (waiting.length === 0 || !chance.happens(0.15)) return [];
  const item = chance.pick(waiting);
  const members = house.queues.get(item.queueId)?.memberIds ?? [];
  const takers = house.agents.filter(({ personId }) => members.includes(personId));
  return [chance.pick(takers), chance.pick(takers)].map((access) => ({
    name: "take",
    work: () => claimWork(hub.deps, { access, workItemId: item.id }),
  }));
}

/** Breaks with their reasons, meetings, going home early, and coming back. */
export function comeAndGo({ house, hub, chance }: Day, { people }: Rows): Doing[] {
  return house.agents.flatMap((access): Doing[] => {
    const person = people.get(access.personId);
    if (!person?.isOnline) return [];
    const set = (availability: "ready" | "busy" | "away" | "offline", awayReason: string | null = null) => [
      {
        name: availability,
        work: () => updateMe(hub.deps, { access, change: { availability, awayReason } }),
      },
    ];
    if (person.availability !== "ready") return chance.happens(0.1) ? set("ready") : [];
    if (chance.happens(0.012)) return set("away", chance.pick(["Lunch", "Coffee", null]));
    if (chance.happens(0.004)) return set("busy");
    return chance.happens(0.002) ? set("offline") : [];
  });
}
