import type { Table } from "./table.ts";

export const deals: Table = {
  name: "deals",
  columns: {
    id: "uuid",
    title: "text",
    contactId: "uuid",
    conversationId: "uuid",
    pipelineId: "uuid",
    stageId: "uuid",
    ownerId: "uuid",
    source: "jsonb",
  },
  sql: (rows) => `
  insert into deals (id, title, contact_id, conversation_id, pipeline_id, stage_id, owner_id, source)
  select id, title, "contactId", "conversationId", "pipelineId", "stageId", "ownerId", source from ${rows}`,
};

export const freedDeals: Table = {
  name: "freed-deals",
  columns: { id: "uuid" },
  sql: (rows) => `
  update deals d set owner_id = null, version = d.version + 1, updated_at = now()
  from ${rows} where d.id = r.id and not d.is_owner_set`,
};

export const tasks: Table = {
  name: "tasks",
  columns: {
    id: "uuid",
    title: "text",
    contactId: "uuid",
    conversationId: "uuid",
    dealId: "uuid",
    assigneeId: "uuid",
    dueAt: "timestamptz",
  },
  sql: (rows) => `
  insert into tasks (id, kind, title, contact_id, conversation_id, deal_id, assignee_id, due_at)
  select id, 'answer', title, "contactId", "conversationId", "dealId", "assigneeId", "dueAt" from ${rows}`,
};

export const freedTasks: Table = {
  name: "freed-tasks",
  columns: { id: "uuid" },
  sql: (rows) => `
  update tasks t set assignee_id = null, version = t.version + 1, updated_at = now() from ${rows} where t.id = r.id`,
};

export const closedTasks: Table = {
  name: "closed-tasks",
  columns: { id: "uuid" },
  sql: (rows) => `
  update tasks t set done_at = now(), version = t.version + 1, updated_at = now() from ${rows} where t.id = r.id`,
};
