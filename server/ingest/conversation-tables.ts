import type { Table } from "./table.ts";

const conversationColumns = {
  id: "uuid",
  status: "text",
  assigneeId: "uuid",
  queueId: "uuid",
  waitingSince: "timestamptz",
  length: "int",
  lastInteractionAt: "timestamptz",
  lastPreview: "text",
} as const;

export const newConversations: Table = {
  name: "new-conversations",
  columns: {
    ...conversationColumns,
    channelId: "uuid",
    contactId: "uuid",
    thread: "text",
    subject: "text",
    previousId: "uuid",
    source: "jsonb",
  },
  sql: (rows) => `
  insert into conversations (id, channel_id, contact_id, thread, subject, status, waiting_since, length,
    last_interaction_at, last_preview, last_direction, queue_id, previous_id, source, resolved_at)
  select id, "channelId", "contactId", thread, subject, status, "waitingSince", length, "lastInteractionAt",
    "lastPreview", 'in', "queueId", "previousId", source, case when status = 'resolved' then "lastInteractionAt" end
  from ${rows}`,
};

export const conversationChanges: Table = {
  name: "conversation-changes",
  columns: conversationColumns,
  sql: (rows) => `
  update conversations c set
    status = r.status, assignee_id = r."assigneeId", queue_id = r."queueId", waiting_since = r."waitingSince", length = r.length,
    snoozed_until = case r.status when 'snoozed' then c.snoozed_until end,
    resolved_at = case r.status when 'resolved' then c.resolved_at end,
    last_interaction_at = greatest(c.last_interaction_at, r."lastInteractionAt"), last_preview = r."lastPreview",
    last_direction = 'in', version = c.version + 1, updated_at = now()
  from ${rows} where c.id = r.id`,
};

/** The end of what was sent by another way last, where the others say `in`. */
export const answered: Table = {
  name: "answered",
  columns: { id: "uuid" },
  sql: (rows) => `update conversations c set last_direction = 'out' from ${rows} where c.id = r.id`,
};

/** Tags that rules give; new names make new tags. */
export const conversationTags: Table = {
  name: "conversation-tags",
  columns: { conversationId: "uuid", name: "text" },
  sql: (rows) => `
  with given as (select * from ${rows}),
    made as (insert into tags (id, name) select gen_random_uuid(), name from (select distinct name from given) n
      order by name on conflict (name) do update set name = excluded.name returning id, name)
  insert into conversation_tags (conversation_id, tag_id)
  select g."conversationId", m.id from given g join made m on m.name = g.name on conflict do nothing`,
};

export const participants: Table = {
  name: "new-participants",
  columns: { conversationId: "uuid", address: "text" },
  sql: (rows) => `
  insert into conversation_participants (conversation_id, address)
  select "conversationId", address from ${rows} on conflict do nothing`,
};
