import type pg from "pg";
import type { Deps } from "../../lib/deps.ts";
import { uuids } from "../../lib/rows.ts";
import type { EngineItem, EnginePerson, EngineQueue } from "./state.ts";

type Client = Pick<pg.ClientBase, "query"> | Deps["pool"];
/** Undefined is all of them. */
type Ids = readonly string[] | undefined;

/**
 * Open work that lies in a queue or is somebody's, without what rests. Of what has waited long nobody asks whom its
 * contact spoke to last.
 */
export async function loadItems(client: Client, ids: Ids, now: Date): Promise<EngineItem[]> {
  const { rows } = await client.query<EngineItem>({
    name: ids ? "engine-items" : "engine-all-items",
    text: `
      select w.id, w.conversation_id as "conversationId", w.kind, w.state, w.owner_id as "ownerId",
        w.queue_id as "queueId", ${ms("w.queued_since")} as "queuedSince", ${ms("w.waiting_since")} as "waitingSince",
        w.priority, w.weight, coalesce(w.requirements, '[]') as requirements, w.language, w.is_resting as "isResting",
        w.offered_to as "offeredTo", ${ms("w.offer_ends_at")} as "offerEndsAt",
        coalesce(w.passed_by, '{}') as "passedBy", ${ms("w.accepted_at")} as "acceptedAt", ${ms("w.wrap_up_ends_at")} as "wrapUpEndsAt",
        ${ms("c.last_interaction_at")} as "lastActivityAt", case when w.state in ('waiting', 'offered')
          and w.queued_since + q.last_person_seconds * interval '1 second' > $1 then ${lastPerson} end as "lastPersonId"
      from work_items w join conversations c on c.id = w.conversation_id left join queues q on q.id = w.queue_id
      where w.state <> 'done' and (w.queue_id is not null or w.owner_id is not null)
        and not (w.state = 'active' and w.is_resting) ${ids ? "and w.id = any($2::uuid[])" : ""}
      order by w.priority desc, w.waiting_since, w.id`,
    values: ids ? [now, uuids(ids)] : [now],
  });
  return rows;
}

/** Without those removed. */
export async function loadPeople(client: Client, ids: Ids): Promise<EnginePerson[]> {
  const { rows } = await client.query<PersonRow>({
    name: ids ? "engine-people" : "engine-all-people",
    text: `
      select p.id, p.is_online as "isOnline", ${ms("p.online_since")} as "onlineSince", p.availability,
        ${ms("p.availability_since")} as "availabilitySince", p.has_phone as "hasPhone", p.capacity, p.languages,
        array(select k.conversation_id from call_legs l join calls k on k.id = l.call_id
          where l.person_id = p.id and l.state <> 'ended') as "inCalls",
        array(select array[ps.skill_id::text, ps.level::text] from person_skills ps where ps.person_id = p.id) as skills,
        ${ms("p.idle_since")} as "idleSince", coalesce(${ms("p.last_offered_at")}, 0) as "lastOfferedAt",
        p.missed_offers as "missedOffers"
      from people p where p.removed_at is null ${ids ? "and p.id = any($1::uuid[])" : ""}`,
    values: ids ? [uuids(ids)] : [],
  });
  return rows.map(({ skills, ...row }) => ({
    ...row,
    skills: new Map(skills.map(([skillId, level]) => [skillId, Number(level)])),
  }));
}

/** Those that are not archived, with everybody who gets work from them. */
export async function loadQueues(client: Client): Promise<EngineQueue[]> {
  const { rows } = await client.query<EngineQueue>({
    name: "engine-queues",
    text: `
      select q.id, q.strategy, q.office_hours as "officeHours", q.language_seconds as "languageSeconds",
        q.offer_seconds as "offerSeconds", q.auto_accept as "autoAccept", q.last_person_seconds as "lastPersonSeconds",
        q.overflow_after_seconds as "overflowAfterSeconds", q.overflow_queue_id as "overflowQueueId",
        q.idle_after_seconds as "idleAfterSeconds", q.hand_back_after_seconds as "handBackAfterSeconds",
        array(select p.id from people p where p.removed_at is null and (
          exists (select from queue_people m where m.queue_id = q.id and m.person_id = p.id)
          or exists (select from queue_teams t join team_members m using (team_id)
            where t.queue_id = q.id and m.person_id = p.id)) order by p.id) as "memberIds"
      from queues q where q.archived_at is null`,
  });
  return rows;
}

type PersonRow = Omit<EnginePerson, "skills"> & { skills: [skillId: string, level: string][] };

const ms = (column: string) => `(date_part('epoch', ${column}) * 1000)`;

/** Whose the contact's latest conversation is, or who answered in it last. */
const lastPerson = `(
  select l.person_id from (
    select h.last_interaction_at, coalesce(h.assignee_id, (
      select i.author_id from interactions i where i.conversation_id = h.id and i.direction = 'out' and i.author_id is not null
      order by i.position desc limit 1)) as person_id
    from conversations h where h.contact_id = c.contact_id order by h.last_interaction_at desc limit 5) l
  where l.person_id is not null order by l.last_interaction_at desc limit 1)`;
