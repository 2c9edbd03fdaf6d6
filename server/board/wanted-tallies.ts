import { type SQL, sql } from "drizzle-orm";
import { uuids } from "../lib/rows.ts";
import type { Access } from "../permissions/access.ts";
import { leads, leadsSql } from "../permissions/can-see-deal.ts";
import type { Fact } from "./floor/tally.ts";

/** Whose figures are asked for, in which report; `none` is what lies in no queue, or is of nobody. */
export interface Wanted {
  by: "day" | "hour" | "queue" | "channel" | "person";
  queueId?: string;
  channelId?: string;
  personId?: string;
}

/** SQL over a row of work_tallies named `t`; `isWantedFact` is the same rule for what they are made of. */
export const isWantedTally = (access: Access, wanted: Wanted): SQL =>
  sql`(${isAskedFor(wanted)} and ${isLed(access, wanted.by)})`;

function isAskedFor({ queueId, channelId, personId }: Wanted): SQL {
  const only = (column: SQL, id: string | undefined) =>
    id === undefined ? sql`true` : id === "none" ? sql`${column} is null` : sql`${column} = ${id}`;
  return sql`${only(sql`t.queue_id`, queueId)} and ${only(sql`t.channel_id`, channelId)}
    and ${only(sql`t.person_id`, personId)}`;
}

/** Of a supervisor's queues and people; under a name that is not theirs nothing is told, though it be of theirs. */
function isLed(access: Access, by: Wanted["by"]): SQL {
  if (access.role === "admin") return sql`true`;
  const isOurQueue = sql`coalesce(t.queue_id = any(${uuids(access.queueIds)}::uuid[]), false)`;
  const isOurPerson = leadsSql(access, sql`t.person_id`);
  if (by === "queue") return sql`(${isOurQueue} or (t.queue_id is null and ${isOurPerson}))`;
  if (by === "person") return sql`(${isOurPerson} or (t.person_id is null and ${isOurQueue}))`;
  return sql`(${isOurQueue} or ${isOurPerson})`;
}

type Place = Pick<Fact, "queueId" | "channelId" | "personId">;

export function isWantedFact(
  access: Access,
  { by, queueId, channelId, personId }: Wanted,
  teamIdsOf: (personId: string) => string[],
): (fact: Place) => boolean {
  const is = (own: string | null, id: string | undefined) =>
    id === undefined || own === (id === "none" ? null : id);
  const ours = ledBy(access, teamIdsOf);
  return (fact) => {
    if (!is(fact.queueId, queueId) || !is(fact.channelId, channelId) || !is(fact.personId, personId))
      return false;
    if (access.role === "admin") return true;
    const [isOurQueue, isOurPerson] = [ours.queue(fact.queueId), ours.person(fact.personId)];
    if (by === "queue") return isOurQueue || (fact.queueId === null && isOurPerson);
    if (by === "person") return isOurPerson || (fact.personId === null && isOurQueue);
    return isOurQueue || isOurPerson;
  };
}

/** Which queues and people may be named to somebody. */
export const ledBy = (access: Access, teamIdsOf: (personId: string) => string[]) => ({
  queue: (id: string | null) => id !== null && (access.role === "admin" || access.queueIds.includes(id)),
  person: (id: string | null) => id !== null && (access.role === "admin" || leads(access, teamIdsOf(id))),
});
