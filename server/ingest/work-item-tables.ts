import type { Table } from "./table.ts";

const workItemColumns = { id: "uuid", state: "text", ownerId: "uuid", waitingSince: "timestamptz" } as const;

export const workItems: Table = {
  name: "work-items",
  columns: { ...workItemColumns, conversationId: "uuid" },
  sql: (rows) => `
  insert into work_items (id, conversation_id, state, owner_id, waiting_since)
  select id, "conversationId", state, "ownerId", "waitingSince" from ${rows}`,
};

export const workItemChanges: Table = {
  name: "work-item-changes",
  columns: workItemColumns,
  sql: (rows) => `
  update work_items w set state = r.state, owner_id = r."ownerId", waiting_since = r."waitingSince", updated_at = now()
  from ${rows} where w.id = r.id`,
};
