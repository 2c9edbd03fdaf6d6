import { createHash } from "node:crypto";
import type { Access } from "../permissions/access.ts";
import { leads } from "../permissions/can-see-deal.ts";
import type { Floor } from "./floor/state.ts";

/** Some rows of a board. */
export interface Rows {
  queueIds: Set<string>;
  personIds: Set<string>;
}

/** What of the floor somebody leads; `key` is the same for all who lead the same. */
export interface Audience extends Rows {
  key: string;
}

export function audienceOf(
  access: Access,
  { queues, people }: Pick<Floor, "queues" | "people">,
  teamIdsOf: (personId: string) => string[],
): Audience {
  const isAdmin = access.role === "admin";
  const leadsQueue = (id: string) => access.role === "supervisor" && access.queueIds.includes(id);
  const queueIds = [...queues.values()]
    .filter(({ id, isArchived }) => !isArchived && (isAdmin || leadsQueue(id)))
    .map(({ id }) => id);
  const personIds = [...people.values()]
    .filter(({ id, isRemoved }) => !isRemoved && (isAdmin || leads(access, teamIdsOf(id))))
    .map(({ id }) => id);
  const key = createHash("sha256").update(`${queueIds} ${personIds}`).digest("base64");
  return { key, queueIds: new Set(queueIds), personIds: new Set(personIds) };
}
