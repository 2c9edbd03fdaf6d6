import { sql } from "drizzle-orm";
import { showCalls } from "../calls/show-calls.ts";
import { calledSql, summarySql } from "../contacts/summary.ts";
import type { Conversation, Interaction, Tag } from "../contract/conversations.ts";
import { notFound } from "../lib/app-error.ts";
import type { Deps } from "../lib/deps.ts";
import { planned } from "../lib/planned.ts";
import { uuids } from "../lib/rows.ts";
import type { Access } from "../permissions/access.ts";
import { type ConversationFacts, canSee } from "../permissions/can-see.ts";
import {
  type ConversationRow,
  type InteractionRow,
  presentConversation,
  presentInteraction,
} from "./present.ts";

/**
 * What is beside an interaction's text, if anything is; of its HTML only that it is there. Another channel got the same
 * where it knows it under the same id, which for letters tells their content, too.
 */
const letterSql = sql`
  case when l.interaction_id is not null then jsonb_build_object('subject', l.subject, 'envelope', l.envelope,
    'hasHtml', l.html is not null, 'nature', l.nature, 'authenticity', l.authenticity, 'marks', l.marks,
    'alsoIn', (select coalesce(jsonb_agg(h.id), '[]') from inbound came
      join channels h on h.id <> came.channel_id and h.letters
      cross join lateral (select from inbound other where other.channel_id = h.id
        and other.external_id = came.external_id and other.set_aside is null limit 1) same
      where came.id = i.id),
    'rawId', (select id from files where interaction_id = i.id and place = 'raw' limit 1)) end`;

type Reader = Pick<Deps, "db">;

/** Conversations as they are now with what decides who sees them, by id; `readPosition` is that of `personId`. */
export async function presentConversations(
  deps: Reader,
  ids: readonly string[],
  personId?: string,
): Promise<Map<string, { conversation: Conversation; facts: ConversationFacts }>> {
  if (ids.length === 0) return new Map();
  const rows = await planned<ConversationRow>(
    deps.db,
    "present-conversations",
    sql`
    select c.id, c.number, c.channel_id, ${summarySql("n")}, c.subject, c.status, c.assignee_id, c.queue_id,
      c.snoozed_until, c.waiting_since, c.last_interaction_at, c.last_preview, c.last_direction, c.length, c.source,
      c.previous_id, c.created_at, c.version,
      (select min(due_at) from tasks where contact_id = c.contact_id and conversation_id = c.id and kind = 'answer' and done_at is null) as due_at,
      (select position from conversation_reads
        where conversation_id = c.id and person_id = ${personId ?? null}::uuid) as read_position,
      (select coalesce(jsonb_agg(jsonb_build_object('id', g.id, 'name', g.name) order by g.name), '[]')
        from conversation_tags ct join tags g on g.id = ct.tag_id where ct.conversation_id = c.id) as tags,
      (select coalesce(jsonb_agg(distinct person_id), '[]')
        from conversation_people where conversation_id = c.id) as people_ids
    from conversations c join contacts n on n.id = c.contact_id
    where c.id = any(${uuids(ids)}::uuid[])`,
  );
  return new Map(rows.map((row) => [row.id, presentConversation(row, personId !== undefined)]));
}

/** Interactions as they are now, by id. */
export async function presentInteractions(
  deps: Reader,
  ids: readonly string[],
): Promise<Map<string, Interaction>> {
  if (ids.length === 0) return new Map();
  const rows = await planned<InteractionRow>(
    deps.db,
    "present-interactions",
    sql`
    select i.id, i.conversation_id, i.position, i.kind, i.direction, i.author_id, p.name as author_name,
      coalesce(r.id, n.id) as contact_id,
      case when r.id is null then ${calledSql("n")} else ${calledSql("r")} end as contact_called, i.text, i.data, i.state, i.failure, i.client_key, i.why is not null as has_why,
      coalesce(to_jsonb(i.mentions), '[]') as mentions, i.sent_at, i.created_at, i.version,
      (select coalesce(jsonb_agg(jsonb_build_object('id', f.id, 'name', f.name, 'contentType', f.content_type,
          'size', f.size) order by f.id), '[]')
        from files f where f.interaction_id = i.id and f.place is null) as files,
      ${letterSql} as letter
    from interactions i left join people p on p.id = i.author_id
      left join letters l on l.interaction_id = i.id
      left join contacts n on n.id = i.contact_id left join contacts r on r.id = n.joined_to
    where i.id = any(${uuids(ids)}::uuid[])`,
  );
  const callIds = rows.filter(({ kind }) => kind === "call").map(({ id }) => id);
  const calls = await showCalls(deps, callIds);
  return new Map(rows.map((row) => [row.id, presentInteraction(row, calls.get(row.id))]));
}

/** One conversation as somebody sees it. @throws AppError not_found when it is not there or not theirs. */
export async function getConversation(deps: Reader, access: Access, id: string): Promise<Conversation> {
  const found = (await presentConversations(deps, [id], access.personId)).get(id);
  if (!found || !canSee(access, found.facts)) throw notFound("conversation");
  return found.conversation;
}

/** A stretch of the timeline, oldest first: after or before a position, or the latest. */
export async function getTimeline(
  deps: Reader,
  input: { access: Access; conversationId: string; before?: number; after?: number; limit: number },
): Promise<{ items: Interaction[]; length: number }> {
  const { before, after, limit } = input;
  const { id, length } = await getConversation(deps, input.access, input.conversationId);
  const isForward = after !== undefined;
  const { rows } = await deps.db.execute<{ id: string }>(sql`
    select id from interactions where conversation_id = ${id}
      ${isForward ? sql`and position > ${after}` : sql``} ${before === undefined ? sql`` : sql`and position < ${before}`}
    order by position ${isForward ? sql`asc` : sql`desc`} limit ${limit}`);
  const shown = await presentInteractions(
    deps,
    rows.map((row) => row.id),
  );
  return { items: [...shown.values()].sort((a, b) => a.position - b.position), length };
}

export async function getInteraction(deps: Reader, id: string): Promise<Interaction> {
  const found = (await presentInteractions(deps, [id])).get(id);
  if (!found) throw notFound("interaction");
  return found;
}

export async function listTags(deps: Reader): Promise<Tag[]> {
  const { rows } = await deps.db.execute<Tag>(sql`select id, name from tags order by lower(name), id`);
  return rows;
}
