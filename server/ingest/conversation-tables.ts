import type { Table } from "./table.ts";

const conversationColumns = {
  id: "uuid",
  status: "text",
  assigneeId: "uuid",
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
    last_interaction_at, last_preview, last_direction, previous_id, source, resolved_at)
  select id, "channelId", "contactId", thread, subject, status, "waitingSince", length, "lastInteractionAt",
    "lastPreview", 'in', "previousId", source, case when status = 'resolved' then "lastInteractionAt" end
  from ${rows}`,
};

export const conversationChanges: Table = {
  name: "conversation-changes",
  columns: conversationColumns,
  sql: (rows) => `
  update conversations c set
    status = r.status, assignee_id = r."assigneeId", waiting_since = r."waitingSince", length = r.length,
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

export const participants: Table = {
  name: "new-participants",
  columns: { conversationId: "uuid", address: "text" },
  sql: (rows) => `
  insert into conversation_participants (conversation_id, address)
  select "conversationId", address from ${rows} on conflict do nothing`,
};
