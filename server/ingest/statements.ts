import type { NewTask, Writes } from "./writes.ts";

export interface Statement {
  name: string;
  text: string;
  rows: readonly object[];
}

/** The batch's rows table by table, in an order that foreign keys allow; the rows of one travel as one JSON parameter. */
export function statementsOf(writes: Writes): Statement[] {
  return [
    { name: "ingest-new-contacts", text: newContacts, rows: writes.contacts },
    { name: "ingest-contact-changes", text: contactChanges, rows: writes.contactChanges },
    { name: "ingest-identities", text: identities, rows: writes.identities },
    { name: "ingest-new-conversations", text: newConversations, rows: writes.conversations },
    { name: "ingest-conversation-changes", text: conversationChanges, rows: writes.conversationChanges },
    { name: "ingest-interactions", text: interactions, rows: writes.interactions },
    { name: "ingest-entries", text: entries, rows: writes.entries },
    { name: "ingest-files", text: files, rows: writes.files },
    { name: "ingest-deals", text: deals, rows: writes.deals },
    { name: "ingest-freed-deals", text: freedDeals, rows: writes.freedDealIds.map((id) => ({ id })) },
    { name: "ingest-tasks", text: tasks, rows: writes.tasks },
    { name: "ingest-freed-tasks", text: freedTasks, rows: writes.freedTaskIds.map((id) => ({ id })) },
    { name: "ingest-jobs", text: jobs, rows: overdueJobs(writes.tasks) },
    { name: "ingest-work-items", text: workItems, rows: writes.workItems },
    { name: "ingest-work-item-changes", text: workItemChanges, rows: writes.workItemChanges },
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

const from = (columns: string) => `from json_to_recordset($1::json) as r(${columns})`;

const newContacts = `
  insert into contacts (id, name, source, last_seen_at)
  select id, name, source, "lastSeenAt"
  ${from('id uuid, name text, source jsonb, "lastSeenAt" timestamptz')}`;

const contactChanges = `
  update contacts c set
    name = coalesce(c.name, r.name), source = coalesce(c.source, r.source),
    last_seen_at = greatest(c.last_seen_at, r."lastSeenAt"),
    version = c.version + r."isChanged"::int, updated_at = now()
  ${from('id uuid, name text, source jsonb, "lastSeenAt" timestamptz, "isChanged" boolean')}
  where c.id = r.id`;

const identities = `
  insert into identities (id, contact_id, kind, address, is_proven)
  select id, "contactId", kind, address, "isProven"
  ${from('id uuid, "contactId" uuid, kind text, address text, "isProven" boolean')}
  on conflict (contact_id, kind, address) do update set is_proven = true
    where excluded.is_proven and not identities.is_proven`;

const conversationColumns = `
  id uuid, status text, "assigneeId" uuid, "waitingSince" timestamptz, length int, "lastInteractionAt" timestamptz,
  "lastPreview" text`;

const newConversations = `
  insert into conversations (id, channel_id, contact_id, thread, subject, status, waiting_since, length,
    last_interaction_at, last_preview, last_direction, previous_id, source)
  select id, "channelId", "contactId", thread, subject, status, "waitingSince", length, "lastInteractionAt",
    "lastPreview", 'in', "previousId", source
  ${from(`${conversationColumns}, "channelId" uuid, "contactId" uuid, thread text, subject text, "previousId" uuid,
    source jsonb`)}`;

const conversationChanges = `
  update conversations c set
    status = r.status, assignee_id = r."assigneeId", waiting_since = r."waitingSince", length = r.length,
    snoozed_until = null, resolved_at = null,
    last_interaction_at = greatest(c.last_interaction_at, r."lastInteractionAt"), last_preview = r."lastPreview",
    last_direction = 'in', version = c.version + 1, updated_at = now()
  ${from(conversationColumns)}
  where c.id = r.id`;

const interactions = `
  insert into interactions (id, conversation_id, position, kind, direction, contact_id, text, data, external_id, why,
    sent_at, created_at)
  select id, "conversationId", position, 'message', 'in', "contactId", text, data, "externalId", why, "sentAt", "createdAt"
  ${from(`id uuid, "conversationId" uuid, position int, "contactId" uuid, text text, data jsonb, "externalId" text,
    why jsonb, "sentAt" timestamptz, "createdAt" timestamptz`)}`;

const entries = `
  insert into interactions (id, conversation_id, position, kind, data, created_at)
  select id, "conversationId", position, 'system', data, "createdAt"
  ${from('id uuid, "conversationId" uuid, position int, data jsonb, "createdAt" timestamptz')}`;

const files = `
  update files f set interaction_id = r."interactionId"
  ${from('id uuid, "interactionId" uuid, "channelId" uuid')}
  where f.id = r.id and f.channel_id = r."channelId" and f.interaction_id is null`;

const deals = `
  insert into deals (id, title, contact_id, conversation_id, pipeline_id, stage_id, owner_id, source)
  select id, title, "contactId", "conversationId", "pipelineId", "stageId", "ownerId", source
  ${from(`id uuid, title text, "contactId" uuid, "conversationId" uuid, "pipelineId" uuid, "stageId" uuid,
    "ownerId" uuid, source jsonb`)}`;

const freedDeals = `
  update deals d set owner_id = null, version = d.version + 1, updated_at = now()
  ${from("id uuid")} where d.id = r.id and not d.is_owner_set`;

const tasks = `
  insert into tasks (id, kind, title, contact_id, conversation_id, deal_id, assignee_id, due_at)
  select id, 'answer', title, "contactId", "conversationId", "dealId", "assigneeId", "dueAt"
  ${from(`id uuid, title text, "contactId" uuid, "conversationId" uuid, "dealId" uuid, "assigneeId" uuid,
    "dueAt" timestamptz`)}`;

const freedTasks = `
  update tasks t set assignee_id = null, version = t.version + 1, updated_at = now()
  ${from("id uuid")} where t.id = r.id`;

const jobs = `
  select count(*) from graphile_worker.add_jobs(array(
    select (name, payload, null, "runAt", 25, null, null, null)::graphile_worker.job_spec
    ${from('name text, payload json, "runAt" timestamptz')}))`;

const workItems = `
  insert into work_items (id, conversation_id, state, owner_id, waiting_since)
  select id, "conversationId", state, "ownerId", "waitingSince"
  ${from('id uuid, "conversationId" uuid, state text, "ownerId" uuid, "waitingSince" timestamptz')}`;

const workItemChanges = `
  update work_items w set state = r.state, owner_id = r."ownerId", waiting_since = r."waitingSince", updated_at = now()
  ${from('id uuid, state text, "ownerId" uuid, "waitingSince" timestamptz')}
  where w.id = r.id`;
