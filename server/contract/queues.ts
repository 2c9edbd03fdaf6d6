import { z } from "zod";
import { At, Id, text, words } from "./common.ts";
import type { Endpoints } from "./endpoint.ts";
import { Source } from "./sources.ts";
import { OfficeHours } from "./workspace.ts";

export const WorkKind = z.enum(["chat", "mail", "call"]);
export type WorkKind = z.infer<typeof WorkKind>;

const Seconds = z.number().int().min(0).max(604_800);
export const Priority = z.number().int().min(0).max(9);

/** A level (1 to 5) of a skill; `relaxAfterSeconds` of waiting later nobody asks for it any more, null is never. */
export const Requirement = z
  .object({ skillId: Id, level: z.number().int().min(1).max(5), relaxAfterSeconds: Seconds.nullable() })
  .strict()
  .meta({ id: "Requirement" });
export type Requirement = z.infer<typeof Requirement>;

const pair = z.tuple([z.number().min(0), z.number().min(0)]);

/** From where a figure is amber and from where red; the service level, in per cent, is so below. */
export const Thresholds = z
  .object({ waiting: pair, longestWaitSeconds: pair, serviceLevel: pair })
  .partial()
  .strict()
  .meta({ id: "Thresholds" });
export type Thresholds = z.infer<typeof Thresholds>;

export const QueueStrategy = z.enum(["longestIdle", "leastLoaded", "roundRobin"]);
export type QueueStrategy = z.infer<typeof QueueStrategy>;

export const Disposition = z.object({ id: Id, name: z.string() }).meta({ id: "Disposition" });
export type Disposition = z.infer<typeof Disposition>;

const queueSettings = {
  name: words(80),
  personIds: z.array(Id).max(2_000),
  teamIds: z.array(Id).max(200),
  /** Of work that no rule gave another; higher goes first. */
  priority: Priority,
  strategy: QueueStrategy,
  /** Null is round the clock; outside them nothing is offered. */
  officeHours: OfficeHours.nullable(),
  requirements: z.array(Requirement).max(20),
  /** For so long only who speaks the contact's language gets the work; null does not look at it. */
  languageSeconds: Seconds.nullable(),
  offerSeconds: z.number().int().min(5).max(600),
  /** Kinds of work that are somebody's without asking. */
  autoAccept: z.array(WorkKind).max(3),
  /** Whether members may take work by themselves. */
  mayPick: z.boolean(),
  /** For so long work waits for the person whom the contact spoke to last; 0 does not. */
  lastPersonSeconds: Seconds,
  overflowAfterSeconds: z.number().int().min(1).max(604_800).nullable(),
  overflowQueueId: Id.nullable(),
  /** A chat in which nobody wrote for so long weighs nothing. */
  idleAfterSeconds: z.number().int().min(30).max(86_400),
  /** What somebody who is away or offline has in hand goes back after so long. */
  handBackAfterSeconds: z.number().int().min(10).max(604_800),
  /** 0 has none. */
  wrapUpSeconds: z.number().int().min(0).max(3_600),
  /** The threshold of the service level. */
  answerWithinSeconds: z.number().int().min(1).max(604_800),
  thresholds: Thresholds,
  /** Whether its calls are recorded: all, those that somebody says so of, or none. */
  recording: z.enum(["always", "onDemand", "never"]),
  /** Read out before the caller waits, in the flow's language; null says nothing. */
  recordingNotice: words(1_000).nullable(),
  /** The notice says that 9 refuses the recording; without a notice nothing is asked. */
  asksRecording: z.boolean(),
  /** For how many days a recording is kept; null is for ever. */
  recordingDays: z.number().int().min(1).max(36_500).nullable(),
  /** The number that its people call with; null is the channel's own. */
  callerId: text(40).nullable(),
  /** What its people have before them while they talk; `{{contact.name}}` and `{{agent.name}}` are filled in. */
  script: text(10_000).nullable(),
};

export const Queue = z
  .object({
    id: Id,
    ...queueSettings,
    dispositions: z.array(Disposition),
    /** Channels whose work comes here unless a rule says otherwise. */
    channelIds: z.array(Id),
    /** Everybody who gets work from it: its people and its teams' members. */
    memberIds: z.array(Id),
  })
  .meta({ id: "Queue" });
export type Queue = z.infer<typeof Queue>;

/** `dispositions` in their order: with an id one that is there, without a new one; one left out is archived. */
const queueBody = z.object({
  ...queueSettings,
  channelIds: z.array(Id).max(500),
  dispositions: z.array(z.object({ id: Id.optional(), name: words(80) }).strict()).max(100),
});

export const Skill = z.object({ id: Id, name: z.string() }).meta({ id: "Skill" });
export type Skill = z.infer<typeof Skill>;

/** All that is named must hold; of a list, any. */
export const RoutingConditions = z
  .object({
    channelIds: z.array(Id).min(1).max(200),
    sourceKinds: z.array(Source.shape.kind).min(1),
    campaigns: z.array(words(200)).min(1).max(100),
    isKnownContact: z.boolean(),
    companyIds: z.array(Id).min(1).max(200),
    /** Codes of two letters. */
    languages: z
      .array(z.string().regex(/^[a-z]{2}$/))
      .min(1)
      .max(100),
    /** Any of them in subject or text, whatever its case. */
    words: z.array(words(120)).min(1).max(100),
    hours: z.object({ officeHours: OfficeHours, isWithin: z.boolean() }).strict(),
  })
  .partial()
  .strict()
  .meta({ id: "RoutingConditions" });
export type RoutingConditions = z.infer<typeof RoutingConditions>;

export const RoutingActions = z
  .object({
    queueId: Id,
    priority: Priority,
    requirements: z.array(Requirement).min(1).max(20),
    tags: z.array(words(40)).min(1).max(10),
  })
  .partial()
  .strict()
  .meta({ id: "RoutingActions" });
export type RoutingActions = z.infer<typeof RoutingActions>;

/** Rules run in order; the first that says something about a matter decides it, tags of all that match are set. */
export const RoutingRule = z
  .object({
    id: Id,
    name: words(120),
    isEnabled: z.boolean(),
    conditions: RoutingConditions,
    actions: RoutingActions,
  })
  .strict()
  .meta({ id: "RoutingRule" });
export type RoutingRule = z.infer<typeof RoutingRule>;

/** Where one interaction would have gone by the rules that were sent along. */
export const RoutedInteraction = z
  .object({
    interactionId: Id,
    conversationId: Id,
    number: z.number(),
    contactName: z.string().nullable(),
    channelId: Id,
    preview: z.string(),
    at: At,
    /** Where it lies now. */
    currentQueueId: Id.nullable(),
    queueId: Id.nullable(),
    priority: z.number(),
    requirements: z.array(Requirement),
    tags: z.array(z.string()),
    /** The rules that decided something, in order. */
    ruleIds: z.array(Id),
  })
  .meta({ id: "RoutedInteraction" });
export type RoutedInteraction = z.infer<typeof RoutedInteraction>;

const byId = z.object({ id: Id });
const tag = "Queues";

export const queueEndpoints = {
  "GET /queues": {
    summary: "Queues, by name",
    tag,
    scope: "routing:read",
    response: z.array(Queue),
  },
  "POST /queues": {
    summary: "Make a queue; what is left out gets its usual value",
    tag,
    scope: "routing:write",
    role: "admin",
    body: queueBody.partial().required({ name: true }).strict(),
    response: Queue,
    status: 201,
  },
  "PATCH /queues/:id": {
    summary: "Change a queue",
    tag,
    scope: "routing:write",
    role: "admin",
    params: byId,
    body: queueBody.partial().strict(),
    response: Queue,
  },
  "DELETE /queues/:id": {
    summary: "Archive a queue; what waits in it goes to its overflow queue, or is no queue's",
    tag,
    scope: "routing:write",
    role: "admin",
    params: byId,
  },
  "GET /skills": {
    summary: "Skills, by name",
    tag,
    scope: "routing:read",
    response: z.array(Skill),
  },
  "POST /skills": {
    summary: "Make a skill",
    tag,
    scope: "routing:write",
    role: "admin",
    body: z.object({ name: words(80) }).strict(),
    response: Skill,
    status: 201,
  },
  "PATCH /skills/:id": {
    summary: "Give a skill another name",
    tag,
    scope: "routing:write",
    role: "admin",
    params: byId,
    body: z.object({ name: words(80) }).strict(),
    response: Skill,
  },
  "DELETE /skills/:id": {
    summary: "Remove a skill; nothing asks for it any more",
    tag,
    scope: "routing:write",
    role: "admin",
    params: byId,
  },
  "GET /routing-rules": {
    summary: "Rules on arrival, in their order",
    tag,
    scope: "routing:read",
    role: "supervisor",
    response: z.array(RoutingRule),
  },
  "PUT /routing-rules": {
    summary: "Set the rules and their order; ids are the client's, so that the same list twice is one",
    tag,
    scope: "routing:write",
    role: "admin",
    body: z.object({ rules: z.array(RoutingRule).max(200) }).strict(),
    bodyLimit: 1_000_000,
    response: z.array(RoutingRule),
  },
  "POST /routing-rules/dry-run": {
    summary: "Where the last 100 interactions would have gone by these rules; changes nothing",
    tag,
    scope: "routing:read",
    role: "admin",
    body: z.object({ rules: z.array(RoutingRule).max(200) }).strict(),
    bodyLimit: 1_000_000,
    response: z.array(RoutedInteraction),
  },
} as const satisfies Endpoints;
