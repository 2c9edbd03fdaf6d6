import { sql } from "drizzle-orm";
import { boolean, index, integer, jsonb, numeric, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { at, id, timestamps } from "./columns.ts";
import type { Source } from "./contacts.ts";
import { people } from "./people.ts";

export const pipelines = pgTable("pipelines", {
  ...id,
  name: text().notNull(),
  isDefault: boolean().notNull().default(false),
  ...timestamps,
});

export const stages = pgTable(
  "stages",
  {
    ...id,
    pipelineId: uuid()
      .notNull()
      .references(() => pipelines.id, { onDelete: "cascade" }),
    name: text().notNull(),
    kind: text().$type<"open" | "won" | "lost">().notNull().default("open"),
    position: integer().notNull(),
  },
  (t) => [index("stages_pipeline").on(t.pipelineId, t.position)],
);

export const deals = pgTable(
  "deals",
  {
    ...id,
    title: text().notNull(),
    /**
     * Whose it is, where it began, and where it stands. None of these is checked, for the sake of the ingest path:
     * checking the stage would have every new deal lock the one row of the first stage.
     */
    contactId: uuid().notNull(),
    conversationId: uuid(),
    pipelineId: uuid().notNull(),
    stageId: uuid().notNull(),
    /** Follows the conversation's assignee until a person sets it. */
    ownerId: uuid().references(() => people.id),
    isOwnerSet: boolean().notNull().default(false),
    amount: numeric({ precision: 14, scale: 2, mode: "number" }),
    currency: text().notNull().default("EUR"),
    source: jsonb().$type<Source>(),
    closedAt: at(),
    version: integer().notNull().default(1),
    ...timestamps,
  },
  (t) => [
    index("deals_contact").on(t.contactId),
    index("deals_stage").on(t.stageId, t.createdAt.desc(), t.id.desc()),
    index("deals_owner").on(t.ownerId).where(sql`${t.ownerId} is not null`),
  ],
);

export const tasks = pgTable(
  "tasks",
  {
    ...id,
    /** `answer` is closed by the first answer, `callback` by whatever comes from the contact next. */
    kind: text().$type<"answer" | "callback" | "voicemail" | "todo">().notNull().default("todo"),
    title: text().notNull(),
    /** The conversation, its contact and its deal; not checked, for the sake of the ingest path. */
    contactId: uuid(),
    conversationId: uuid(),
    dealId: uuid(),
    /** Null is whoever takes the conversation. */
    assigneeId: uuid().references(() => people.id),
    createdBy: uuid().references(() => people.id),
    dueAt: at(),
    doneAt: at(),
    doneBy: uuid().references(() => people.id),
    /** When its being overdue was announced. */
    overdueAt: at(),
    version: integer().notNull().default(1),
    ...timestamps,
  },
  (t) => [
    index("tasks_due").on(t.dueAt, t.id).where(sql`${t.doneAt} is null`),
    index("tasks_assignee")
      .on(t.assigneeId, t.dueAt)
      .where(sql`${t.doneAt} is null and ${t.assigneeId} is not null`),
    /** Of calls, nobody's yet. */
    index("tasks_untaken")
      .on(t.dueAt)
      .where(sql`${t.doneAt} is null and ${t.assigneeId} is null and ${t.kind} in ('callback', 'voicemail')`),
    index("tasks_contact").on(t.contactId),
  ],
);
