import { z } from "zod";
import { At, Id, text } from "./common.ts";
import { ContactSummary } from "./contact-summary.ts";
import type { Endpoints } from "./endpoint.ts";
import { Availability, Person } from "./people.ts";
import { Priority, WorkKind } from "./queues.ts";

export const WorkState = z.enum(["waiting", "offered", "active", "wrapUp", "done"]);
export type WorkState = z.infer<typeof WorkState>;

export const WorkItem = z
  .object({
    id: Id,
    conversationId: Id,
    channelId: Id,
    kind: WorkKind,
    state: WorkState,
    queueId: Id.nullable(),
    ownerId: Id.nullable(),
    priority: z.number(),
    weight: z.number(),
    /** It weighs nothing until the contact writes. */
    isResting: z.boolean(),
    offeredTo: Id.nullable(),
    offerEndsAt: At.nullable(),
    waitingSince: At,
    acceptedAt: At.nullable(),
    wrapUpEndsAt: At.nullable(),
    contact: ContactSummary,
    /** The contact's last words. */
    preview: z.string(),
  })
  .meta({ id: "WorkItem" });
export type WorkItem = z.infer<typeof WorkItem>;

/** Why somebody gets nothing; an empty list where they could. */
export const Idleness = z.enum([
  "notReady",
  "offline",
  "noQueue",
  "full",
  "wrapUp",
  "closed",
  "nothingWaits",
  "lacksSkill",
  "lacksLanguage",
  "passed",
  "kept",
  "noPhone",
  "inCall",
]);
export type Idleness = z.infer<typeof Idleness>;

export const MyWork = z
  .object({
    /** By the hub's clock, which ends offers and wrap-ups. */
    now: At,
    /** What is held out, in hand or to be wrapped up, but nothing done. */
    items: z.array(WorkItem),
    load: z.number(),
    capacity: z.number(),
    queueIds: z.array(Id),
    why: z.array(Idleness),
    /** When what is in hand goes back, for somebody who is away. */
    handBackAt: At.nullable(),
  })
  .meta({ id: "MyWork" });
export type MyWork = z.infer<typeof MyWork>;

const byId = z.object({ id: Id });
const tag = "Work";

export const workEndpoints = {
  "GET /queues/:id/work": {
    summary: "What waits in a queue or is held out, in the order in which it is served",
    tag,
    scope: "routing:read",
    params: byId,
    query: z.object({ limit: z.coerce.number().int().min(1).max(200).default(50) }),
    response: z.object({ items: z.array(WorkItem), waiting: z.number() }),
  },
  "GET /me/work": {
    summary: "What one has in hand and is offered",
    tag,
    scope: "session",
    response: MyWork,
  },
  "GET /conversations/:id/work": {
    summary: "The open work item of a conversation; null where nobody is needed",
    tag,
    scope: "conversations:read",
    params: byId,
    response: WorkItem.nullable(),
  },
  "POST /work-items/:id/acceptance": {
    summary: "Accept an offer; `conflict` when it is over or somebody else's",
    tag,
    scope: "session",
    params: byId,
    response: WorkItem,
  },
  "POST /work-items/:id/refusal": {
    summary: "Decline an offer; it goes to the next",
    tag,
    scope: "session",
    params: byId,
  },
  "POST /work-items/:id/claim": {
    summary: "Take what waits, where the queue lets its members; `conflict` when it is somebody's",
    tag,
    scope: "session",
    params: byId,
    response: WorkItem,
  },
  "POST /work-items/:id/completion": {
    summary: "End the wrap-up",
    tag,
    scope: "session",
    params: byId,
    body: z.object({ dispositionId: Id.nullable() }).strict(),
  },
  "PUT /work-items/:id/queue": {
    summary: "Move it to another queue; it waits there, from when it began to wait",
    tag,
    scope: "routing:write",
    params: byId,
    body: z.object({ queueId: Id }).strict(),
    response: WorkItem,
  },
  "PUT /work-items/:id/priority": {
    summary: "Have it served sooner or later",
    tag,
    scope: "routing:write",
    role: "supervisor",
    params: byId,
    body: z.object({ priority: Priority }).strict(),
    response: WorkItem,
  },
  "PUT /people/:id/availability": {
    summary: "Set a person of one's teams ready, busy or away",
    tag,
    scope: "routing:write",
    role: "supervisor",
    params: byId,
    body: z.object({ availability: Availability, awayReason: text(80).nullable().default(null) }).strict(),
    response: Person,
  },
} as const satisfies Endpoints;
