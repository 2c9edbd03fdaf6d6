import { sql } from "drizzle-orm";
import type { Conversation, Interaction } from "../contract/conversations.ts";
import type { Deps } from "../lib/deps.ts";
import { uuids } from "../lib/rows.ts";
import type { ConversationFacts } from "../permissions/can-see.ts";
import { type ConversationRow, type InteractionRow, presentConversation, presentInteraction } from "./present.ts";

type Reader = Pick<Deps, "db">;

/** Conversations as they are now with what decides who sees them, by id; `readPosition` is that of `personId`. */
export async function presentConversations(
  deps: Reader,
  ids: readonly string[],
  personId?: string,
): Promise<Map<string, { conversation: Conversation; facts: ConversationFacts }>> {
  if (ids.length === 0) return new Map();
  const { rows } = await deps.db.execute<ConversationRow>(sql`
    select c.id, c.number, c.channel_id, c.contact_id, n.name as contact_name, c.subject, c.status, c.assignee_id,
      c.snoozed_until, c.waiting_since, c.last_interaction_at, c.last_preview, c.last_direction, c.length, c.source,
      c.previous_id, c.created_at, c.version,
      (select min(due_at) from tasks where conversation_id = c.id and kind = 'answer' and done_at is null) as due_at,
      (select position from conversation_reads
        where conversation_id = c.id and person_id = ${personId ?? null}::uuid) as read_position,
      (select coalesce(jsonb_agg(jsonb_build_object('id', g.id, 'name', g.name) order by g.name), '[]')
        from conversation_tags ct join tags g on g.id = ct.tag_id where ct.conversation_id = c.id) as tags,
      (select coalesce(jsonb_agg(distinct person_id), '[]')
        from conversation_people where conversation_id = c.id) as people_ids
    from conversations c join contacts n on n.id = c.contact_id
    where c.id = any(${uuids(ids)}::uuid[])`);
  return new Map(rows.map((row) => [row.id, presentConversation(row, personId !== undefined)]));
}

/** Interactions as they are now, by id. */
export async function presentInteractions(
  deps: Reader,
  ids: readonly string[],
): Promise<Map<string, Interaction>> {
  if (ids.length === 0) return new Map();
  const { rows } = await deps.db.execute<InteractionRow>(sql`
    select i.id, i.conversation_id, i.position, i.kind, i.direction, i.author_id, p.name as author_name, i.contact_id,
      n.name as contact_name, i.text, i.data, i.state, i.failure, i.client_key, i.why is not null as has_why,
      coalesce(to_jsonb(i.mentions), '[]') as mentions, i.sent_at, i.created_at, i.version,
      (select coalesce(jsonb_agg(jsonb_build_object('id', f.id, 'name', f.name, 'contentType', f.content_type,
          'size', f.size) order by f.id), '[]')
        from files f where f.interaction_id = i.id) as files
    from interactions i left join people p on p.id = i.author_id left join contacts n on n.id = i.contact_id
    where i.id = any(${uuids(ids)}::uuid[])`);
  return new Map(rows.map((row) => [row.id, presentInteraction(row)]));
}
