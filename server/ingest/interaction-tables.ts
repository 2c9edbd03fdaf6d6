import type { Table } from "./table.ts";

const interactionColumns = {
  id: "uuid",
  kind: "text",
  conversationId: "uuid",
  position: "int",
  contactId: "uuid",
  text: "text",
  data: "jsonb",
  externalId: "text",
  why: "jsonb",
  sentAt: "timestamptz",
  createdAt: "timestamptz",
} as const;

const insertOf = (direction: "in" | "out", state: "received" | "sent") => (rows: string) =>
  `
  insert into interactions (id, conversation_id, position, kind, direction, state, contact_id, text, data, external_id,
    why, sent_at, created_at)
  select id, "conversationId", position, kind, '${direction}', '${state}', "contactId", text, data, "externalId",
    why, "sentAt", "createdAt" from ${rows}`;

export const interactions: Table = {
  name: "interactions",
  columns: interactionColumns,
  sql: insertOf("in", "received"),
};

export const sentElsewhere: Table = {
  name: "sent-elsewhere",
  columns: interactionColumns,
  sql: insertOf("out", "sent"),
};

export const calls: Table = {
  name: "calls",
  columns: {
    id: "uuid",
    conversationId: "uuid",
    contactId: "uuid",
    channelId: "uuid",
    externalId: "text",
    number: "text",
    startedAt: "timestamptz",
  },
  sql: (rows) => `
  insert into calls (id, conversation_id, contact_id, channel_id, direction, external_id, number, stage, started_at)
  select id, "conversationId", "contactId", "channelId", 'in', "externalId", number, 'arriving', "startedAt" from ${rows}`,
};

export const entries: Table = {
  name: "entries",
  columns: { id: "uuid", conversationId: "uuid", position: "int", data: "jsonb", createdAt: "timestamptz" },
  sql: (rows) => `
  insert into interactions (id, conversation_id, position, kind, data, created_at)
  select id, "conversationId", position, 'system', data, "createdAt" from ${rows}`,
};

export const files: Table = {
  name: "files",
  columns: { id: "uuid", interactionId: "uuid", channelId: "uuid", place: "text" },
  sql: (rows) => `
  update files f set interaction_id = r."interactionId", place = r.place from ${rows}
  where f.id = r.id and f.channel_id = r."channelId" and f.interaction_id is null`,
};
