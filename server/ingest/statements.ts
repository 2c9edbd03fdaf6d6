import { asArrays, type Columns, fromArrays } from "../../db/row-arrays.ts";
import type { NewJob } from "./new-job.ts";
import type { Writes } from "./writes.ts";

/** A statement over rows that are sent along; `sql` is given what it reads them from. */
export interface Table {
  name: string;
  columns: Columns;
  sql(rows: string): string;
}

export interface Statement {
  name: string;
  text: string;
  values: Buffer[];
}

/** From so many tables on, one statement for all of them, whatever of it is empty, is quicker than one for each. */
const manyTables = 5;

export function statementsOf(writes: Writes, newJobs: NewJob[]): Statement[] {
  const usual: object[][] = [
    writes.contacts,
    writes.contactChanges,
    writes.identities,
    writes.conversations,
    writes.conversationChanges,
    writes.interactions,
    writes.deals,
    writes.tasks,
    writes.workItems,
    newJobs,
  ];
  return [
    ...usualStatements(usual),
    ...statementOf(entries, writes.entries),
    ...statementOf(sentElsewhere, writes.sentElsewhere),
    ...statementOf(answered, writes.answeredIds.map(asRow)),
    ...statementOf(letters, writes.letters),
    ...statementOf(trailMarks, writes.trailMarks),
    ...statementOf(participants, writes.participants),
    ...statementOf(files, writes.files),
    ...statementOf(freedDeals, writes.freedDealIds.map(asRow)),
    ...statementOf(freedTasks, writes.freedTaskIds.map(asRow)),
    ...statementOf(closedTasks, writes.closedTaskIds.map(asRow)),
    ...statementOf(workItemChanges, writes.workItemChanges),
  ];
}

const asRow = (id: string) => ({ id });

function usualStatements(usual: object[][]): Statement[] {
  const filled = usual.filter((rows) => rows.length > 0).length;
  if (filled >= manyTables) return [{ ...together, values: usualValues(usual) }];
  return usualTables.flatMap((table, nth) => statementOf(table, usual[nth] ?? []));
}

/** None for no rows. */
export function statementOf({ name, columns, sql }: Table, rows: readonly object[]): Statement[] {
  if (rows.length === 0) return [];
  return [{ name: `ingest-${name}`, text: sql(fromArrays(columns)), values: asArrays(rows, columns) }];
}

const usualValues = (usual: object[][]) =>
  usual.flatMap((rows, nth) => asArrays(rows, usualTables[nth]?.columns ?? {}));

const newContacts: Table = {
  name: "new-contacts",
  columns: { id: "uuid", name: "text", source: "jsonb", lastSeenAt: "timestamptz" },
  sql: (rows) => `
  insert into contacts (id, name, source, last_seen_at) select id, name, source, "lastSeenAt" from ${rows}`,
};

const contactChanges: Table = {
  name: "contact-changes",
  columns: { id: "uuid", name: "text", source: "jsonb", lastSeenAt: "timestamptz", isChanged: "boolean" },
  sql: (rows) => `
  update contacts c set
    name = coalesce(c.name, r.name), source = coalesce(c.source, r.source),
    last_seen_at = greatest(c.last_seen_at, r."lastSeenAt"),
    version = c.version + r."isChanged"::int, updated_at = now()
  from ${rows} where c.id = r.id`,
};

const identities: Table = {
  name: "identities",
  columns: { id: "uuid", contactId: "uuid", kind: "text", address: "text", isProven: "boolean" },
  sql: (rows) => `
  insert into identities (id, contact_id, kind, address, is_proven)
  select id, "contactId", kind, address, "isProven" from ${rows}
  on conflict (contact_id, kind, address) do update set is_proven = true
    where excluded.is_proven and not identities.is_proven`,
};

const conversationColumns = {
  id: "uuid",
  status: "text",
  assigneeId: "uuid",
  waitingSince: "timestamptz",
  length: "int",
  lastInteractionAt: "timestamptz",
  lastPreview: "text",
} as const;

const newConversations: Table = {
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

const conversationChanges: Table = {
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
const answered: Table = {
  name: "answered",
  columns: { id: "uuid" },
  sql: (rows) => `update conversations c set last_direction = 'out' from ${rows} where c.id = r.id`,
};

const interactionColumns = {
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
} as const;

const messagesOf = (direction: "in" | "out", state: "received" | "sent") => (rows: string) =>
  `
  insert into interactions (id, conversation_id, position, kind, direction, state, contact_id, text, data, external_id,
    why, sent_at, created_at)
  select id, "conversationId", position, 'message', '${direction}', '${state}', "contactId", text, data, "externalId",
    why, "sentAt", "createdAt" from ${rows}`;

const interactions: Table = {
  name: "interactions",
  columns: interactionColumns,
  sql: messagesOf("in", "received"),
};

const sentElsewhere: Table = {
  name: "sent-elsewhere",
  columns: interactionColumns,
  sql: messagesOf("out", "sent"),
};

const letters: Table = {
  name: "letters",
  columns: {
    interactionId: "uuid",
    subject: "text",
    topic: "text",
    html: "text",
    envelope: "jsonb",
    nature: "text",
    authenticity: "text",
    marks: "jsonb",
    messageId: "text",
  },
  sql: (rows) => `
  insert into letters (interaction_id, subject, topic, html, envelope, nature, authenticity, marks, message_id)
  select "interactionId", subject, topic, html, envelope, nature, authenticity, marks, "messageId"
  from ${rows}`,
};

const trailMarks: Table = {
  name: "trail-marks",
  columns: { mark: "uuid", channelId: "uuid", interactionId: "uuid" },
  sql: (rows) => `
  insert into trail_marks (mark, channel_id, interaction_id)
  select mark, "channelId", "interactionId" from ${rows} on conflict do nothing`,
};

const participants: Table = {
  name: "new-participants",
  columns: { conversationId: "uuid", address: "text" },
  sql: (rows) => `
  insert into conversation_participants (conversation_id, address)
  select "conversationId", address from ${rows} on conflict do nothing`,
};

const entries: Table = {
  name: "entries",
  columns: { id: "uuid", conversationId: "uuid", position: "int", data: "jsonb", createdAt: "timestamptz" },
  sql: (rows) => `
  insert into interactions (id, conversation_id, position, kind, data, created_at)
  select id, "conversationId", position, 'system', data, "createdAt" from ${rows}`,
};

const files: Table = {
  name: "files",
  columns: { id: "uuid", interactionId: "uuid", channelId: "uuid", place: "text" },
  sql: (rows) => `
  update files f set interaction_id = r."interactionId", place = r.place from ${rows}
  where f.id = r.id and f.channel_id = r."channelId" and f.interaction_id is null`,
};

const deals: Table = {
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

const freedDeals: Table = {
  name: "freed-deals",
  columns: { id: "uuid" },
  sql: (rows) => `
  update deals d set owner_id = null, version = d.version + 1, updated_at = now()
  from ${rows} where d.id = r.id and not d.is_owner_set`,
};

const tasks: Table = {
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

const freedTasks: Table = {
  name: "freed-tasks",
  columns: { id: "uuid" },
  sql: (rows) => `
  update tasks t set assignee_id = null, version = t.version + 1, updated_at = now() from ${rows} where t.id = r.id`,
};

const closedTasks: Table = {
  name: "closed-tasks",
  columns: { id: "uuid" },
  sql: (rows) => `
  update tasks t set done_at = now(), version = t.version + 1, updated_at = now() from ${rows} where t.id = r.id`,
};

const jobs: Table = {
  name: "jobs",
  columns: { name: "text", payload: "json", runAt: "timestamptz", key: "text" },
  sql: (rows) => `
  select count(*) from (
    select array_agg((name, payload, null, "runAt", 25, key, null, null)::graphile_worker.job_spec) as specs
    from ${rows} having count(*) > 0) due, graphile_worker.add_jobs(due.specs)`,
};

const workItemColumns = { id: "uuid", state: "text", ownerId: "uuid", waitingSince: "timestamptz" } as const;

const workItems: Table = {
  name: "work-items",
  columns: { ...workItemColumns, conversationId: "uuid" },
  sql: (rows) => `
  insert into work_items (id, conversation_id, state, owner_id, waiting_since)
  select id, "conversationId", state, "ownerId", "waitingSince" from ${rows}`,
};

const workItemChanges: Table = {
  name: "work-item-changes",
  columns: workItemColumns,
  sql: (rows) => `
  update work_items w set state = r.state, owner_id = r."ownerId", waiting_since = r."waitingSince", updated_at = now()
  from ${rows} where w.id = r.id`,
};

const usualTables = [
  newContacts,
  contactChanges,
  identities,
  newConversations,
  conversationChanges,
  interactions,
  deals,
  tasks,
  workItems,
  jobs,
];

// Foreign keys are checked when all of it is written. The jobs are added only because they are counted.
const together = {
  name: "ingest-together",
  text: `with ${usualTables.map(part).join(",\n")} select * from "jobs"`,
};

function part({ name, columns, sql }: Table, nth: number): string {
  const before = usualTables.slice(0, nth).flatMap((table) => Object.keys(table.columns)).length;
  return `"${name}" as (${sql(fromArrays(columns, before + 1))})`;
}
