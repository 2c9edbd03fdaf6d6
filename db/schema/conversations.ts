import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { channels } from "./channels.ts";
import { at, channelId, id, timestamps } from "./columns.ts";
import type { Source } from "./contacts.ts";
import { people } from "./people.ts";

export const conversations = pgTable(
  "conversations",
  {
    ...id,
    /** The ticket number that people say aloud. */
    number: bigint({ mode: "number" }).notNull().generatedByDefaultAsIdentity(),
    channelId: channelId().notNull(),
    /** Not checked, like an interaction's conversation: neither is ever deleted, and a check costs as much as an index. */
    contactId: uuid().notNull(),
    /** What the connector calls this thread. */
    thread: text().notNull(),
    subject: text(),
    status: text().$type<"open" | "pending" | "snoozed" | "resolved">().notNull().default("open"),
    assigneeId: uuid().references(() => people.id),
    /** Whose members see it; its work item's queue. Not checked, for the sake of the ingest path; queues are archived. */
    queueId: uuid(),
    snoozedUntil: at(),
    resolvedAt: at(),
    /** The conversation that this one goes on from. */
    previousId: uuid(),
    source: jsonb().$type<Source>(),
    /** When the contact began to wait for an answer; null when nobody waits. */
    waitingSince: at(),
    /** Interactions so far; the next one's position. */
    length: integer().notNull().default(0),
    lastInteractionAt: at().notNull().defaultNow(),
    lastPreview: text().notNull().default(""),
    lastDirection: text().$type<"in" | "out">(),
    version: integer().notNull().default(1),
    ...timestamps,
  },
  (t) => [
    uniqueIndex("conversations_number").on(t.number),
    index("conversations_thread").on(t.channelId, t.thread, t.createdAt.desc()),
    index("conversations_contact").on(t.contactId, t.lastInteractionAt.desc()),
    // The inbox merges short, ordered runs of these: whole channels, their unassigned part, one person's.
    index("conversations_assignee")
      .on(t.assigneeId, t.status, t.lastInteractionAt.desc(), t.id.desc())
      .where(sql`${t.assigneeId} is not null`),
    index("conversations_unassigned")
      .on(t.channelId, t.status, t.lastInteractionAt.desc(), t.id.desc())
      .where(sql`${t.assigneeId} is null`),
    index("conversations_assigned")
      .on(t.channelId, t.status, t.lastInteractionAt.desc(), t.id.desc())
      .where(sql`${t.assigneeId} is not null`),
    index("conversations_waiting_for")
      .on(t.assigneeId, t.waitingSince, t.id)
      .where(sql`${t.waitingSince} is not null and ${t.assigneeId} is not null`),
    index("conversations_waiting_in_channel")
      .on(t.channelId, t.waitingSince, t.id)
      .where(sql`${t.waitingSince} is not null`),
    index("conversations_queue_unassigned")
      .on(t.queueId, t.status, t.lastInteractionAt.desc(), t.id.desc())
      .where(sql`${t.queueId} is not null and ${t.assigneeId} is null`),
    index("conversations_queue_assigned")
      .on(t.queueId, t.status, t.lastInteractionAt.desc(), t.id.desc())
      .where(sql`${t.queueId} is not null and ${t.assigneeId} is not null`),
    index("conversations_waiting_in_queue")
      .on(t.queueId, t.waitingSince, t.id)
      .where(sql`${t.queueId} is not null and ${t.waitingSince} is not null`),
    index("conversations_snoozed").on(t.snoozedUntil).where(sql`${t.status} = 'snoozed'`),
    check("conversations_status", sql`${t.status} in ('open', 'pending', 'snoozed', 'resolved')`),
  ],
);

/**
 * What a thread's conversations are ordered by, the one that goes on first: the oldest that is not resolved (one that was
 * detached from it is younger), else the newest.
 */
export const goesOnFirst =
  "status = 'resolved', case when status <> 'resolved' then created_at end, created_at desc";

/** Every signal that put an interaction where it is. */
export interface Why {
  thread: { signal: string; detail?: string }[];
  contact: { signal: string; detail?: string }[];
  routing: { signal: string; detail?: string }[];
  /** Where it was before it was moved; without `by` the hub did that. */
  moved?: { from: string; by?: string; at: string }[];
}

export const interactions = pgTable(
  "interactions",
  {
    ...id,
    conversationId: uuid().notNull(),
    /** Order within the conversation, from 0. */
    position: integer().notNull(),
    kind: text().$type<"message" | "call" | "note" | "system">().notNull(),
    direction: text().$type<"in" | "out">(),
    authorId: uuid().references(() => people.id),
    /** Who wrote it, one of the contacts; not checked, for the sake of the ingest path. */
    contactId: uuid(),
    text: text().notNull().default(""),
    /** What a system entry says: a catalogue key and its values. */
    data: jsonb().$type<Record<string, unknown>>(),
    state: text()
      .$type<"received" | "queued" | "sending" | "sent" | "delivered" | "read" | "failed" | "unknown">()
      .notNull()
      .default("received"),
    /** The provider's own reason. */
    failure: text(),
    externalId: text(),
    /** Made by the client that wrote it: the same key twice is one interaction. */
    clientKey: text(),
    why: jsonb().$type<Why>(),
    mentions: uuid().array(),
    sentAt: at(),
    version: integer().notNull().default(1),
    ...timestamps,
  },
  (t) => [
    uniqueIndex("interactions_position").on(t.conversationId, t.position),
    uniqueIndex("interactions_client_key").on(t.authorId, t.clientKey).where(sql`${t.clientKey} is not null`),
    index("interactions_external")
      .on(t.externalId)
      .where(sql`${t.externalId} is not null and ${t.direction} = 'out'`),
    index("interactions_unsent")
      .on(t.conversationId, t.position)
      .where(sql`${t.state} in ('queued', 'sending')`),
  ],
);

/** Who besides the rule may see a conversation. */
export const conversationPeople = pgTable(
  "conversation_people",
  {
    conversationId: uuid()
      .notNull()
      .references(() => conversations.id, { onDelete: "cascade" }),
    personId: uuid()
      .notNull()
      .references(() => people.id, { onDelete: "cascade" }),
    reason: text().$type<"mentioned" | "shared" | "offered">().notNull(),
    createdAt: at().notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.conversationId, t.personId, t.reason] }),
    index("conversation_people_person").on(t.personId),
  ],
);

export const conversationReads = pgTable(
  "conversation_reads",
  {
    personId: uuid()
      .notNull()
      .references(() => people.id, { onDelete: "cascade" }),
    conversationId: uuid()
      .notNull()
      .references(() => conversations.id, { onDelete: "cascade" }),
    /** Interactions below this position were seen. */
    position: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.personId, t.conversationId] })],
);

export const tags = pgTable("tags", {
  ...id,
  name: text().notNull().unique(),
  createdAt: at().notNull().defaultNow(),
});

export const conversationTags = pgTable(
  "conversation_tags",
  {
    conversationId: uuid()
      .notNull()
      .references(() => conversations.id, { onDelete: "cascade" }),
    tagId: uuid()
      .notNull()
      .references(() => tags.id, { onDelete: "cascade" }),
  },
  (t) => [primaryKey({ columns: [t.conversationId, t.tagId] }), index("conversation_tags_tag").on(t.tagId)],
);

/** Bytes are kept by content; a row says whose they are and what they are called. */
export const files = pgTable(
  "files",
  {
    ...id,
    sha256: text().notNull(),
    name: text().notNull(),
    contentType: text().notNull(),
    size: bigint({ mode: "number" }).notNull(),
    channelId: uuid().references(() => channels.id),
    interactionId: uuid().references(() => interactions.id),
    uploadedBy: uuid().references(() => people.id),
    /** Within its message's HTML, or the whole message as it came; null is beside the text. */
    place: text().$type<"inline" | "raw">(),
    createdAt: at().notNull().defaultNow(),
  },
  (t) => [index("files_interaction").on(t.interactionId), index("files_sha256").on(t.sha256)],
);

/** One attempt at sending one interaction. */
export const deliveries = pgTable(
  "deliveries",
  {
    ...id,
    interactionId: uuid()
      .notNull()
      .references(() => interactions.id),
    channelId: uuid()
      .notNull()
      .references(() => channels.id),
    attempt: integer().notNull(),
    state: text().$type<"sending" | "sent" | "failed" | "unknown">().notNull(),
    detail: text(),
    isFinal: boolean().notNull().default(false),
    /** Who makes the attempt: one found half-way is over only when this node is gone. */
    nodeId: uuid().notNull(),
    /** When the next attempt is due. */
    retryAt: at(),
    startedAt: at().notNull().defaultNow(),
    endedAt: at(),
  },
  (t) => [
    uniqueIndex("deliveries_attempt").on(t.interactionId, t.attempt),
    index("deliveries_channel").on(t.channelId, t.startedAt.desc()),
  ],
);

/** Answers that are sent on to the contact's address, once, because they were not read. */
export const followUps = pgTable(
  "follow_ups",
  {
    interactionId: uuid()
      .primaryKey()
      .references(() => interactions.id),
    /** What goes in one letter has the same. */
    attemptId: uuid().notNull(),
    /** The channel that it goes by. */
    channelId: uuid()
      .notNull()
      .references(() => channels.id),
    /**
     * `done`: how it ended stands on the timeline. `overBudget`: it never left, as too many went there, and counts for
     * nothing.
     */
    state: text().$type<"sending" | "done" | "overBudget">().notNull(),
    /** Who sends it: one found half-way is over only when this node is gone. */
    nodeId: uuid().notNull(),
    createdAt: at().notNull().defaultNow(),
  },
  (t) => [
    index("follow_ups_attempt").on(t.attemptId),
    check("follow_ups_state", sql`${t.state} in ('sending', 'done', 'overBudget')`),
  ],
);

/** What a person can take back; `data` holds what restoring needs, by kind. */
export const undos = pgTable("undos", {
  ...id,
  kind: text().$type<"detachment" | "move" | "join">().notNull(),
  data: jsonb().$type<Record<string, unknown>>().notNull(),
  personId: uuid()
    .notNull()
    .references(() => people.id),
  createdAt: at().notNull().defaultNow(),
  undoneAt: at(),
});
