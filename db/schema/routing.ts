import { sql } from "drizzle-orm";
import {
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
import { at, id, timestamps } from "./columns.ts";
import type { Source } from "./contacts.ts";
import { people, teams } from "./people.ts";
import type { OfficeHours } from "./workspace.ts";

/** What a connector's work is like to do; what it weighs is the workspace's to say. */
export type WorkKind = "chat" | "mail" | "call";

/** A level of a skill that somebody needs for a work item; after a time it is no longer asked for. */
export interface Requirement {
  skillId: string;
  level: number;
  relaxAfterSeconds: number | null;
}

/** Where a figure turns amber and where red. */
export interface Thresholds {
  waiting?: [number, number];
  longestWaitSeconds?: [number, number];
  /** In per cent; amber and red lie below. */
  serviceLevel?: [number, number];
}

export const queues = pgTable(
  "queues",
  {
    ...id,
    name: text().notNull(),
    /** Work that no rule gave another priority gets this one; higher goes first. */
    priority: integer().notNull().default(0),
    strategy: text().$type<"longestIdle" | "leastLoaded" | "roundRobin">().notNull().default("longestIdle"),
    /** Null is round the clock. Outside them nothing is offered. */
    officeHours: jsonb().$type<OfficeHours>(),
    requirements: jsonb().$type<Requirement[]>().notNull().default([]),
    /** Who does not speak the contact's language gets nothing for so long; null does not look at it. */
    languageSeconds: integer(),
    offerSeconds: integer().notNull().default(30),
    /** Kinds of work that are somebody's without asking. */
    autoAccept: text().array().$type<WorkKind[]>().notNull().default(sql`'{}'`),
    /** Whether members may take work by themselves. */
    mayPick: boolean().notNull().default(true),
    /** For so long work waits for the person whom the contact spoke to last. */
    lastPersonSeconds: integer().notNull().default(20),
    overflowAfterSeconds: integer(),
    overflowQueueId: uuid(),
    /** A chat in which nobody wrote for so long weighs nothing. */
    idleAfterSeconds: integer().notNull().default(600),
    /** What somebody who is away or offline has in hand goes back after so long. */
    handBackAfterSeconds: integer().notNull().default(300),
    /** 0 has no wrap-up. */
    wrapUpSeconds: integer().notNull().default(0),
    /** The service level's threshold. */
    answerWithinSeconds: integer().notNull().default(60),
    thresholds: jsonb().$type<Thresholds>().notNull().default({}),
    /** Of its calls. */
    recording: text().$type<"always" | "onDemand" | "never">().notNull().default("never"),
    /** Read out before a call that is recorded; null says nothing. */
    recordingNotice: text(),
    /** The caller may refuse it by a key. */
    asksRecording: boolean().notNull().default(false),
    /** For how many days a recording is kept; null is for ever. */
    recordingDays: integer(),
    /** The number that its people call with. */
    callerId: text(),
    /** What its people have before them while they talk. */
    script: text(),
    archivedAt: at(),
    ...timestamps,
  },
  (t) => [
    // What is archived keeps its name in reports, and another may have it.
    uniqueIndex("queues_name").on(t.name).where(sql`${t.archivedAt} is null`),
    check("queues_strategy", sql`${t.strategy} in ('longestIdle', 'leastLoaded', 'roundRobin')`),
  ],
);

export const queuePeople = pgTable(
  "queue_people",
  {
    queueId: uuid()
      .notNull()
      .references(() => queues.id, { onDelete: "cascade" }),
    personId: uuid()
      .notNull()
      .references(() => people.id, { onDelete: "cascade" }),
  },
  (t) => [primaryKey({ columns: [t.queueId, t.personId] }), index("queue_people_person").on(t.personId)],
);

export const queueTeams = pgTable(
  "queue_teams",
  {
    queueId: uuid()
      .notNull()
      .references(() => queues.id, { onDelete: "cascade" }),
    teamId: uuid()
      .notNull()
      .references(() => teams.id, { onDelete: "cascade" }),
  },
  (t) => [primaryKey({ columns: [t.queueId, t.teamId] }), index("queue_teams_team").on(t.teamId)],
);

/** How a piece of work ended, in a queue's own words. */
export const dispositions = pgTable(
  "dispositions",
  {
    ...id,
    queueId: uuid()
      .notNull()
      .references(() => queues.id),
    name: text().notNull(),
    position: integer().notNull(),
    archivedAt: at(),
  },
  (t) => [index("dispositions_queue").on(t.queueId, t.position)],
);

export const skills = pgTable("skills", { ...id, name: text().notNull().unique(), ...timestamps });

export const personSkills = pgTable(
  "person_skills",
  {
    personId: uuid()
      .notNull()
      .references(() => people.id, { onDelete: "cascade" }),
    skillId: uuid()
      .notNull()
      .references(() => skills.id, { onDelete: "cascade" }),
    /** 1 to 5. */
    level: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.personId, t.skillId] }), index("person_skills_skill").on(t.skillId)],
);

/** What has to be so for a rule; all that is named must hold, of a list any. */
export interface RoutingConditions {
  channelIds?: string[];
  sourceKinds?: Source["kind"][];
  campaigns?: string[];
  /** Somebody whom we knew before, or not. */
  isKnownContact?: boolean;
  companyIds?: string[];
  /** Codes of two letters. */
  languages?: string[];
  /** Any of them, in subject or text, whatever its case. */
  words?: string[];
  /** Within these hours, or outside. */
  hours?: { officeHours: OfficeHours; isWithin: boolean };
}

export interface RoutingActions {
  queueId?: string;
  priority?: number;
  requirements?: Requirement[];
  tags?: string[];
}

/** Run on arrival, in order; the first that says something about a matter decides it. */
export const routingRules = pgTable("routing_rules", {
  ...id,
  name: text().notNull(),
  position: integer().notNull(),
  isEnabled: boolean().notNull().default(true),
  conditions: jsonb().$type<RoutingConditions>().notNull(),
  actions: jsonb().$type<RoutingActions>().notNull(),
  ...timestamps,
});

export const workItems = pgTable(
  "work_items",
  {
    ...id,
    /** Not checked, for the sake of the ingest path: written only with its conversation, which is never deleted. */
    conversationId: uuid().notNull(),
    kind: text().$type<WorkKind>().notNull().default("chat"),
    state: text().$type<"waiting" | "offered" | "active" | "wrapUp" | "done">().notNull().default("waiting"),
    ownerId: uuid().references(() => people.id),
    /** Null is not routed: whoever sees it may take it. Not checked; queues are archived. */
    queueId: uuid(),
    /** When it came into its queue. */
    queuedSince: at().notNull().defaultNow(),
    priority: integer().notNull().default(0),
    weight: integer().notNull().default(1),
    requirements: jsonb().$type<Requirement[]>(),
    /** The contact's, two letters. */
    language: text(),
    /** In somebody's hands, but there is nothing to do until the contact writes: it weighs nothing. */
    isResting: boolean().notNull().default(false),
    /** To whom it is held out, until when. */
    offeredTo: uuid().references(() => people.id),
    offerEndsAt: at(),
    /** Who let an offer of it pass or declined it since it began to wait. */
    passedBy: uuid().array(),
    waitingSince: at().notNull().defaultNow(),
    acceptedAt: at(),
    wrapUpEndsAt: at(),
    dispositionId: uuid(),
    doneAt: at(),
    ...timestamps,
  },
  (t) => [
    uniqueIndex("work_items_open").on(t.conversationId).where(sql`${t.state} <> 'done'`),
    index("work_items_in_hand").on(t.ownerId).where(sql`${t.state} in ('active', 'wrapUp')`),
    index("work_items_offered").on(t.offeredTo).where(sql`${t.state} = 'offered'`),
    check("work_items_state", sql`${t.state} in ('waiting', 'offered', 'active', 'wrapUp', 'done')`),
  ],
);

/** The nodes that a person's screens are connected to. */
export const connections = pgTable(
  "connections",
  {
    personId: uuid()
      .notNull()
      .references(() => people.id, { onDelete: "cascade" }),
    nodeId: uuid().notNull(),
    /** One of these screens is ready to carry calls. */
    hasPhone: boolean().notNull().default(false),
  },
  (t) => [primaryKey({ columns: [t.personId, t.nodeId] }), index("connections_node").on(t.nodeId)],
);
