import type { Requirement } from "../../../db/schema/routing.ts";
import type { TestHub } from "../../factories.ts";

/** Open work and everybody, as the rows are. Times in ms. */
export interface Rows {
  at: number;
  items: ItemRow[];
  people: Map<string, PersonRow>;
}

export interface ItemRow {
  id: string;
  conversationId: string;
  thread: string;
  kind: "chat" | "mail";
  state: "waiting" | "offered" | "active" | "wrapUp";
  queueId: string;
  ownerId: string | null;
  offeredTo: string | null;
  priority: number;
  weight: number;
  requirements: Requirement[];
  language: string | null;
  isResting: boolean;
  waitingSince: number;
  queuedSince: number;
  passedBy: string[];
  /** Whether the contact said the last word. */
  isTheirTurn: boolean;
  /** Everybody whom the contact spoke to, in this conversation or another. */
  spokenTo: string[];
  /** Whether the engine knows the same of that. */
  isKeeperKnown: boolean;
}

export interface PersonRow {
  id: string;
  isOnline: boolean;
  availability: string;
  capacity: number;
  languages: string[];
  /** Levels by skill. */
  skills: Record<string, number>;
  load: number;
}

/** In an order that does not depend on ids, which are never the same twice. */
export async function readRows({ deps }: TestHub): Promise<Rows> {
  const items = await deps.pool.query<ItemRow>(itemsSql);
  const people = await deps.pool.query<PersonRow>(peopleSql);
  return {
    at: deps.clock.now().getTime(),
    items: items.rows,
    people: new Map(people.rows.map((person) => [person.id, person])),
  };
}

const ms = (column: string) => `(date_part('epoch', ${column}) * 1000)::float8`;

const itemsSql = `
  select w.id, w.conversation_id as "conversationId", c.thread, w.kind, w.state, w.queue_id as "queueId",
    w.owner_id as "ownerId", w.offered_to as "offeredTo", w.priority, w.weight, w.language, w.is_resting as "isResting",
    coalesce(w.requirements, '[]') as requirements, coalesce(w.passed_by, '{}') as "passedBy",
    ${ms("w.waiting_since")} as "waitingSince", ${ms("w.queued_since")} as "queuedSince",
    c.last_direction = 'in' as "isTheirTurn", true as "isKeeperKnown", array(
      select h.assignee_id from conversations h where h.contact_id = c.contact_id and h.assignee_id is not null
      union select i.author_id from conversations h join interactions i on i.conversation_id = h.id
      where h.contact_id = c.contact_id and i.direction = 'out' and i.author_id is not null) as "spokenTo"
  from work_items w join conversations c on c.id = w.conversation_id
  where w.state <> 'done' order by length(c.thread), c.thread`;

const peopleSql = `
  select p.id, p.is_online as "isOnline", p.availability, p.capacity, p.languages,
    coalesce((select jsonb_object_agg(s.skill_id, s.level) from person_skills s where s.person_id = p.id), '{}') as skills,
    coalesce((select sum(w.weight) from work_items w where (w.state in ('active', 'wrapUp') and w.owner_id = p.id
      and not w.is_resting) or (w.state = 'offered' and w.offered_to = p.id)), 0)::int as load
  from people p where p.removed_at is null order by p.email`;
