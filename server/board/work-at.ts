import type { FloorWork } from "../contract/board.ts";
import { notFound } from "../lib/app-error.ts";
import type { Deps } from "../lib/deps.ts";
import type { Access } from "../permissions/access.ts";
import { type Audience, audienceOf } from "./audience.ts";
import { floorAt } from "./board-at.ts";
import { placeOf } from "./floor/place.ts";
import type { Floor, FloorItem } from "./floor/state.ts";
import { findListed, readSettings } from "./queries.ts";

interface WorkInput {
  access: Access;
  at?: string;
  queueId?: string;
  personId?: string;
  part?: "waiting" | "inService";
  limit: number;
}

/** The work that lies in a queue or with a person as it is or was, as far as somebody leads it. */
export async function workAt(
  deps: Pick<Deps, "db" | "pool" | "clock">,
  { access, at, limit, ...wanted }: WorkInput,
): Promise<{ items: FloorWork[]; count: number }> {
  const { floor } = await floorAt(deps, at);
  const { teamIdsOf } = await readSettings(deps);
  const audience = audienceOf(access, floor, teamIdsOf);
  const items = itemsOf(floor, audience, wanted).toSorted(inOrder);
  const shown = items.slice(0, limit);
  const ids = shown.map(({ conversationId }) => conversationId);
  const listed = await findListed(deps, { access, ids });
  return {
    items: shown.map((item) => presentItem(item, audience, listed.get(item.conversationId) ?? null)),
    count: items.length,
  };
}

function itemsOf(
  floor: Floor,
  { queueIds, personIds }: Audience,
  { queueId, personId, part }: Pick<WorkInput, "queueId" | "personId" | "part">,
): FloorItem[] {
  if (queueId !== undefined && !queueIds.has(queueId)) throw notFound("queue");
  if (personId !== undefined && !personIds.has(personId)) throw notFound("person");
  return [...floor.items.values()].filter((item) => {
    const place = placeOf(item);
    if (queueId !== undefined && place.queueId !== queueId) return false;
    if (personId !== undefined && place.personId !== personId) return false;
    if (part !== undefined && part !== partOf(item)) return false;
    return queueIds.has(place.queueId ?? "") || personIds.has(place.personId ?? "");
  });
}

const isUnanswered = ({ state }: FloorItem) => state === "waiting" || state === "offered";

function partOf(item: FloorItem) {
  if (isUnanswered(item)) return "waiting";
  return item.isResting ? "resting" : "inService";
}

/** What nobody has answered first, and of it what waits longest; then what is in hand for longest. */
function inOrder(a: FloorItem, b: FloorItem): number {
  const waits = isUnanswered(a);
  if (waits !== isUnanswered(b)) return waits ? -1 : 1;
  const began = waits ? a.waitingSince - b.waitingSince : a.since - b.since;
  return began || a.id.localeCompare(b.id);
}

function presentItem(
  item: FloorItem,
  { queueIds, personIds }: Audience,
  conversation: FloorWork["conversation"],
): FloorWork {
  const { queueId, personId } = placeOf(item);
  return {
    workItemId: item.id,
    conversation,
    channelId: item.channelId,
    kind: item.kind,
    state: item.state,
    isResting: item.isResting,
    since: new Date(item.since).toISOString(),
    waitingSince: new Date(item.waitingSince).toISOString(),
    queueId: queueId !== null && queueIds.has(queueId) ? queueId : null,
    personId: personId !== null && personIds.has(personId) ? personId : null,
  };
}
