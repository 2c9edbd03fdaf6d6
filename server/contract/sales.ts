import { z } from "zod";
import { At, flag, Id, page, paging, words } from "./common.ts";
import { ContactSummary } from "./contact-summary.ts";
import type { Endpoints } from "./endpoint.ts";
import { Source } from "./sources.ts";

export const Stage = z
  .object({ id: Id, name: z.string(), kind: z.enum(["open", "won", "lost"]), position: z.number() })
  .meta({ id: "Stage" });
export const Pipeline = z
  .object({ id: Id, name: z.string(), isDefault: z.boolean(), stages: z.array(Stage) })
  .meta({ id: "Pipeline" });
export type Pipeline = z.infer<typeof Pipeline>;

export const Deal = z
  .object({
    id: Id,
    title: z.string(),
    contact: ContactSummary,
    conversationId: Id.nullable(),
    pipelineId: Id,
    stageId: Id,
    ownerId: Id.nullable(),
    amount: z.number().nullable(),
    currency: z.string(),
    source: Source.nullable(),
    closedAt: At.nullable(),
    createdAt: At,
    version: z.number(),
  })
  .meta({ id: "Deal" });
export type Deal = z.infer<typeof Deal>;

export const Task = z
  .object({
    id: Id,
    /** `answer` is closed by the first answer, `callback` by whatever comes from the contact next. */
    kind: z.enum(["answer", "callback", "voicemail", "todo"]),
    title: z.string(),
    contact: ContactSummary.nullable(),
    conversationId: Id.nullable(),
    dealId: Id.nullable(),
    assigneeId: Id.nullable(),
    dueAt: At.nullable(),
    doneAt: At.nullable(),
    isOverdue: z.boolean(),
    createdAt: At,
    version: z.number(),
  })
  .meta({ id: "Task" });
export type Task = z.infer<typeof Task>;

const TaskCounts = z.object({
  open: z.number(),
  /** Of these. */
  overdue: z.number(),
  /** Of these, of calls, nobody's and still in time. */
  untaken: z.number(),
});
export type TaskCounts = z.infer<typeof TaskCounts>;

const byId = z.object({ id: Id });
const amount = z.number().min(0).max(999_999_999_999).nullable();
const currency = z.string().regex(/^[A-Z]{3}$/, "is an ISO 4217 code");

export const salesEndpoints = {
  "GET /pipelines": {
    summary: "Pipelines with stages",
    tag: "Deals",
    scope: "deals:read",
    response: z.array(Pipeline),
  },
  "GET /deals": {
    summary: "Deals, newest first; by stage for the funnel",
    tag: "Deals",
    scope: "deals:read",
    query: z.object({ stageId: Id.optional(), contactId: Id.optional(), ownerId: Id.optional(), ...paging }),
    response: page(Deal),
  },
  "GET /deals/totals": {
    summary: "Number and sum of deals by stage and currency",
    tag: "Deals",
    scope: "deals:read",
    query: z.object({ pipelineId: Id }),
    response: z.array(z.object({ stageId: Id, currency: z.string(), count: z.number(), amount: z.number() })),
  },
  "POST /deals": {
    summary: "Make a deal",
    tag: "Deals",
    scope: "deals:write",
    body: z
      .object({
        contactId: Id,
        title: words(200),
        stageId: Id.optional(),
        amount: amount.default(null),
        currency: currency.default("EUR"),
      })
      .strict(),
    response: Deal,
    status: 201,
  },
  "GET /deals/:id": { summary: "One deal", tag: "Deals", scope: "deals:read", params: byId, response: Deal },
  "PATCH /deals/:id": {
    summary: "Change a deal or move it to another stage",
    tag: "Deals",
    scope: "deals:write",
    params: byId,
    body: z
      .object({ title: words(200), stageId: Id, ownerId: Id.nullable(), amount, currency })
      .partial()
      .strict(),
    response: Deal,
  },
  "GET /tasks": {
    summary: "Tasks by due time, the earliest first; of calls alone by when the caller came, the first first",
    tag: "Tasks",
    scope: "tasks:read",
    query: z.object({
      assigneeId: Id.optional(),
      contactId: Id.optional(),
      conversationId: Id.optional(),
      /** One's own, and those of calls of one's queues that nobody has taken. */
      isForMe: flag.optional(),
      /** To call somebody back, or to listen to what they said. */
      isOfCall: flag.optional(),
      isDone: flag.optional(),
      isOverdue: flag.optional(),
      ...paging,
    }),
    response: page(Task),
  },
  "GET /tasks/counts": {
    summary:
      "What one has to do: one's own open tasks, and those of calls of one's queues that nobody has taken",
    tag: "Tasks",
    scope: "tasks:read",
    response: TaskCounts,
  },
  "POST /tasks": {
    summary: "Make a task",
    tag: "Tasks",
    scope: "tasks:write",
    body: z
      .object({
        title: words(300),
        dueAt: At.nullable().default(null),
        assigneeId: Id.nullable().optional(),
        contactId: Id.optional(),
        conversationId: Id.optional(),
        dealId: Id.optional(),
      })
      .strict(),
    response: Task,
    status: 201,
  },
  "PATCH /tasks/:id": {
    summary: "Change a task, close it or open it again",
    tag: "Tasks",
    scope: "tasks:write",
    params: byId,
    body: z
      .object({ title: words(300), dueAt: At.nullable(), assigneeId: Id.nullable(), isDone: z.boolean() })
      .partial()
      .strict(),
    response: Task,
  },
} as const satisfies Endpoints;
