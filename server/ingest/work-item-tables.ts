import type { Table } from "./table.ts";

const changeable = {
  id: "uuid",
  state: "text",
  ownerId: "uuid",
  isResting: "boolean",
  waitingSince: "timestamptz",
} as const;

export const workItems: Table = {
  name: "work-items",
  columns: {
    ...changeable,
    conversationId: "uuid",
    kind: "text",
    queueId: "uuid",
    weight: "int",
    priority: "int",
    requirements: "jsonb",
    language: "text",
  },
  sql: (rows) => `
  insert into work_items (id, conversation_id, kind, state, owner_id, queue_id, queued_since, weight, priority,
    requirements, language, waiting_since)
  select id, "conversationId", kind, state, "ownerId", "queueId", "waitingSince", weight, priority,
    requirements, language, "waitingSince" from ${rows}`,
};

/** What begins to wait anew is of nobody's past. */
export const workItemChanges: Table = {
  name: "work-item-changes",
  columns: changeable,
  sql: (rows) => `
  update work_items w set state = r.state, owner_id = r."ownerId", is_resting = r."isResting",
    waiting_since = coalesce(r."waitingSince", w.waiting_since), queued_since = coalesce(r."waitingSince", w.queued_since),
    passed_by = case when r."waitingSince" is null then w.passed_by end,
    accepted_at = case when r."waitingSince" is null then w.accepted_at
      when r.state = 'active' then r."waitingSince" end,
    wrap_up_ends_at = null, updated_at = now()
  from ${rows} where w.id = r.id`,
};
