import { type Columns, fromArrays } from "../../db/row-arrays.ts";
import type { NewTask, Writes } from "./writes.ts";

export interface Statement extends Prepared {
  rows: readonly object[];
}

interface Prepared {
  name: string;
  columns: Columns;
  text: string;
}

/** The batch's rows table by table, in an order that foreign keys allow. */
export function statementsOf(writes: Writes): Statement[] {
  return [
    { ...newContacts, rows: writes.contacts },
    { ...contactChanges, rows: writes.contactChanges },
    { ...identities, rows: writes.identities },
    { ...newConversations, rows: writes.conversations },
    { ...conversationChanges, rows: writes.conversationChanges },
    { ...interactions, rows: writes.interactions },
    { ...entries, rows: writes.entries },
    { ...files, rows: writes.files },
    { ...deals, rows: writes.deals },
    { ...freedDeals, rows: writes.freedDealIds.map((id) => ({ id })) },
    { ...tasks, rows: writes.tasks },
    { ...freedTasks, rows: writes.freedTaskIds.map((id) => ({ id })) },
    { ...jobs, rows: overdueJobs(writes.tasks) },
    { ...workItems, rows: writes.workItems },
    { ...workItemChanges, rows: writes.workItemChanges },
  ];
}

const secondsLength = "2025-01-01T00:00:00".length;

/** Tasks that are due within the same second share one job, at the latest of their times. */
function overdueJobs(tasks: NewTask[]): object[] {
  const bySecond = Map.groupBy(tasks, ({ dueAt }) => dueAt.slice(0, secondsLength));
  return [...bySecond.values()].map((due) => ({
    name: "announceOverdueTasks",
    payload: { taskIds: due.map(({ id }) => id) },
    runAt: due
      .map(({ dueAt }) => dueAt)
      .sort()
      .at(-1),
  }));
}

/** A statement over rows that are sent along; `rows` stands where it reads them. */
export const prepareStatement = (
  name: string,
  columns: Columns,
  sql: (rows: string) => string,
): Prepared => ({
  name: `ingest-${name}`,
  columns,
  text: sql(fromArrays(columns)),
});

const newContacts = prepareStatement(
  "new-contacts",
  { id: "uuid", name: "text", source: "jsonb", lastSeenAt: "timestamptz" },
  (rows) => `
  insert into contacts (id, name, source, last_seen_at) select id, name, source, "lastSeenAt" from ${rows}`,
);

const contactChanges = prepareStatement(
  "contact-changes",
  { id: "uuid", name: "text", source: "jsonb", lastSeenAt: "timestamptz", isChanged: "boolean" },
  (rows) => `
  update contacts c set
    name = coalesce(c.name, r.name), source = coalesce(c.source, r.source),
    last_seen_at = greatest(c.last_seen_at, r."lastSeenAt"),
    version = c.version + r."isChanged"::int, updated_at = now()
  from ${rows} where c.id = r.id`,
);

const identities = prepareStatement(
  "identities",
  { id: "uuid", contactId: "uuid", kind: "text", address: "text", isProven: "boolean" },
  (rows) => `
  insert into identities (id, contact_id, kind, address, is_proven)
  select id, "contactId", kind, address, "isProven" from ${rows}
  on conflict (contact_id, kind, address) do update set is_proven = true
    where excluded.is_proven and not identities.is_proven`,
);

const conversationColumns = {
  id: "uuid",
  status: "text",
  assigneeId: "uuid",
  waitingSince: "timestamptz",
  length: "int",
  lastInteractionAt: "timestamptz",
  lastPreview: "text",
} as const;

const newConversations = prepareStatement(
  "new-conversations",
  {
    ...conversationColumns,
    channelId: "uuid",
    contactId: "uuid",
    thread: "text",
    subject: "text",
    previousId: "uuid",
    source: "jsonb",
  },
  (rows) => `
  insert into conversations (id, channel_id, contact_id, thread, subject, status, waiting_since, length,
    last_interaction_at, last_preview, last_direction, previous_id, source)
  select id, "channelId", "contactId", thread, subject, status, "waitingSince", length, "lastInteractionAt",
    "lastPreview", 'in', "previousId", source from ${rows}`,
);

const conversationChanges = prepareStatement(
  "conversation-changes",
  conversationColumns,
  (rows) => `
  update conversations c set
    status = r.status, assignee_id = r."assigneeId", waiting_since = r."waitingSince", length = r.length,
    snoozed_until = null, resolved_at = null,
    last_interaction_at = greatest(c.last_interaction_at, r."lastInteractionAt"), last_preview = r."lastPreview",
    last_direction = 'in', version = c.version + 1, updated_at = now()
  from ${rows} where c.id = r.id`,
);

const interactions = prepareStatement(
  "interactions",
  {
    id: "uuid",
    conversationId: "uuid",
    position: "int",
    contactId: "uuid",
    text: "text",
    data: "jsonb",
    externalId: "text",
    why: "jsonb",
    sentAt: "timestamptz",
    createdAt: "timestamptz",
  },
  (rows) => `
  insert into interactions (id, conversation_id, position, kind, direction, contact_id, text, data, external_id, why,
    sent_at, created_at)
  select id, "conversationId", position, 'message', 'in', "contactId", text, data, "externalId", why, "sentAt",
    "createdAt" from ${rows}`,
);

const entries = prepareStatement(
  "entries",
  { id: "uuid", conversationId: "uuid", position: "int", data: "jsonb", createdAt: "timestamptz" },
  (rows) => `
  insert into interactions (id, conversation_id, position, kind, data, created_at)
  select id, "conversationId", position, 'system', data, "createdAt" from ${rows}`,
);

const files = prepareStatement(
  "files",
  { id: "uuid", interactionId: "uuid", channelId: "uuid" },
  (rows) => `
  update files f set interaction_id = r."interactionId" from ${rows}
  where f.id = r.id and f.channel_id = r."channelId" and f.interaction_id is null`,
);

const deals = prepareStatement(
  "deals",
  {
    id: "uuid",
    title: "text",
    contactId: "uuid",
    conversationId: "uuid",
    pipelineId: "uuid",
    stageId: "uuid",
    ownerId: "uuid",
    source: "jsonb",
  },
  (rows) => `
  insert into deals (id, title, contact_id, conversation_id, pipeline_id, stage_id, owner_id, source)
  select id, title, "contactId", "conversationId", "pipelineId", "stageId", "ownerId", source from ${rows}`,
);

const freedDeals = prepareStatement(
  "freed-deals",
  { id: "uuid" },
  (rows) => `
  update deals d set owner_id = null, version = d.version + 1, updated_at = now()
  from ${rows} where d.id = r.id and not d.is_owner_set`,
);

const tasks = prepareStatement(
  "tasks",
  {
    id: "uuid",
    title: "text",
    contactId: "uuid",
    conversationId: "uuid",
    dealId: "uuid",
    assigneeId: "uuid",
    dueAt: "timestamptz",
  },
  (rows) => `
  insert into tasks (id, kind, title, contact_id, conversation_id, deal_id, assignee_id, due_at)
  select id, 'answer', title, "contactId", "conversationId", "dealId", "assigneeId", "dueAt" from ${rows}`,
);

const freedTasks = prepareStatement(
  "freed-tasks",
  { id: "uuid" },
  (rows) => `
  update tasks t set assignee_id = null, version = t.version + 1, updated_at = now() from ${rows} where t.id = r.id`,
);

const jobs = prepareStatement(
  "jobs",
  { name: "text", payload: "json", runAt: "timestamptz" },
  (rows) => `
  select count(*) from graphile_worker.add_jobs(array(
    select (name, payload, null, "runAt", 25, null, null, null)::graphile_worker.job_spec from ${rows}))`,
);

const workItemColumns = { id: "uuid", state: "text", ownerId: "uuid", waitingSince: "timestamptz" } as const;

const workItems = prepareStatement(
  "work-items",
  { ...workItemColumns, conversationId: "uuid" },
  (rows) => `
  insert into work_items (id, conversation_id, state, owner_id, waiting_since)
  select id, "conversationId", state, "ownerId", "waitingSince" from ${rows}`,
);

const workItemChanges = prepareStatement(
  "work-item-changes",
  workItemColumns,
  (rows) => `
  update work_items w set state = r.state, owner_id = r."ownerId", waiting_since = r."waitingSince", updated_at = now()
  from ${rows} where w.id = r.id`,
);
