import { z } from "zod";
import { At, Id, page, paging } from "./common.ts";
import { ContactSummary } from "./contact-summary.ts";
import type { Endpoints } from "./endpoint.ts";
import { WorkKind } from "./queues.ts";
import { WorkState } from "./work.ts";

/**
 * Of a span of time. Sums, so that they can be added up; ratios are null where there is nothing to divide by. What counts
 * for a moment counts for the quarter of an hour that it lies in.
 */
export const Figures = z
  .object({
    /** Work that began to wait, in each queue that it came to wait in; again when it was handed back. */
    arrived: z.number(),
    /** Work that waited and that somebody accepted. */
    answered: z.number(),
    /** Within the queue's own time; work in no queue within a minute. */
    answeredInTime: z.number(),
    /** Work that ended before anybody accepted it. */
    abandoned: z.number(),
    /** Work that waited too long in a queue and went on to another. */
    overflowed: z.number(),
    /** Of answered work, together and at most: from when it began to wait, in whichever queue. */
    waitedMs: z.number(),
    longestWaitMs: z.number(),
    /** Work that somebody had in hand and that is done, or went on to somebody else: a transfer counts for each who had it. */
    handled: z.number(),
    /** In somebody's hands until it is done, goes on or is wrapped up, without the time in which it rested. */
    handleMs: z.number(),
    wrapUpMs: z.number(),
    /** Offers that somebody let pass, and that they declined. */
    missed: z.number(),
    declined: z.number(),
    /** answeredInTime / (answered + abandoned), 0 to 1. */
    serviceLevel: z.number().nullable(),
    /** Average speed of answer: waitedMs / answered. */
    asaMs: z.number().nullable(),
    /** Average handle time: (handleMs + wrapUpMs) / handled. */
    ahtMs: z.number().nullable(),
    /** abandoned / (answered + abandoned), 0 to 1. */
    abandonmentRate: z.number().nullable(),
  })
  .meta({ id: "Figures" });
export type Figures = z.infer<typeof Figures>;

/** `working`: with something in hand that does not rest; who is busy or away is that, whatever they have in hand. */
export const FloorState = z.enum(["ready", "working", "wrapUp", "busy", "away", "offline"]);
export type FloorState = z.infer<typeof FloorState>;

export const BoardQueue = z
  .object({
    queueId: Id,
    /** Held out to nobody at the moment; what is held out is `offered`. */
    waiting: z.number(),
    offered: z.number(),
    /** Since when the one waits that has waited longest, held out or not. */
    longestSince: At.nullable(),
    /** In somebody's hands, without what rests. */
    inService: z.number(),
    wrapUp: z.number(),
    /** Members by state. */
    people: z.record(FloorState, z.number()),
    today: Figures,
    thisHour: Figures,
    handledByChannel: z.record(z.string(), z.number()),
    /** How many waited at each of the last 60 minutes, oldest first. */
    waitingByMinute: z.array(z.number()),
  })
  .meta({ id: "BoardQueue" });
export type BoardQueue = z.infer<typeof BoardQueue>;

export const BoardPerson = z
  .object({
    personId: Id,
    state: FloorState,
    since: At,
    awayReason: z.string().nullable(),
    load: z.number(),
    capacity: z.number(),
    queueIds: z.array(Id),
    work: z.array(
      z.object({
        workItemId: Id,
        conversationId: Id,
        queueId: Id.nullable(),
        kind: WorkKind,
        state: WorkState,
        isResting: z.boolean(),
        since: At,
      }),
    ),
    handled: z.number(),
    ahtMs: z.number().nullable(),
    wrapUpMs: z.number().nullable(),
    missed: z.number(),
    /** Time working or wrapping up / that and time ready, of today; 0 to 1. Who is busy or away counts for neither. */
    occupancy: z.number().nullable(),
  })
  .meta({ id: "BoardPerson" });
export type BoardPerson = z.infer<typeof BoardPerson>;

/** The floor at a moment, as far as whoever asks leads it. */
export const Board = z
  .object({
    at: At,
    /** Of 'today' and 'this hour'. */
    timeZone: z.string(),
    dayBegan: At,
    hourBegan: At,
    queues: z.array(BoardQueue),
    people: z.array(BoardPerson),
  })
  .meta({ id: "Board" });
export type Board = z.infer<typeof Board>;

export const ReportRow = z
  .object({
    /** A day (2031-01-02), an hour of the day (09:00), or the id of a queue, channel or person; null is none. */
    key: z.string().nullable(),
    figures: Figures,
    /** Of people only. */
    occupancy: z.number().nullable(),
  })
  .meta({ id: "ReportRow" });
export type ReportRow = z.infer<typeof ReportRow>;

/** A conversation as a list names it; null stands for one that whoever asks does not see: it counts, and is not named. */
const ListedConversation = z
  .object({
    id: Id,
    contact: ContactSummary,
    /** The last words. */
    preview: z.string(),
  })
  .meta({ id: "ListedConversation" });
export type ListedConversation = z.infer<typeof ListedConversation>;

/** Figures that count pieces of work; `late` is answered, but not in time. */
export const CountedFigure = z
  .enum([
    "arrived",
    "answered",
    "answeredInTime",
    "late",
    "abandoned",
    "overflowed",
    "handled",
    "missed",
    "declined",
  ])
  .meta({ id: "CountedFigure" });
export type CountedFigure = z.infer<typeof CountedFigure>;

/** A piece of work that adds one to a figure. */
export const CountedWork = z
  .object({
    /** In the event log; a figure counts nothing twice there. */
    position: z.number(),
    at: At,
    conversation: ListedConversation.nullable(),
    channelId: Id.nullable(),
    /** Null is none, or one that whoever asks does not lead; so is the person. */
    queueId: Id.nullable(),
    personId: Id.nullable(),
    /** How long it had waited then, in whichever queue; of what is handled null. */
    waitedMs: z.number().nullable(),
    /** Of what is handled. */
    handleMs: z.number().nullable(),
    wrapUpMs: z.number().nullable(),
  })
  .meta({ id: "CountedWork" });
export type CountedWork = z.infer<typeof CountedWork>;

/** A piece of work as it lay in a queue or with a person. */
export const FloorWork = z
  .object({
    workItemId: Id,
    conversation: ListedConversation.nullable(),
    channelId: Id,
    kind: WorkKind,
    state: WorkState,
    isResting: z.boolean(),
    /** In that state with that person. */
    since: At,
    /** Since when it waits, or did until it was answered, in whichever queue. */
    waitingSince: At,
    /** Null is none, or one that whoever asks does not lead; so is the person. */
    queueId: Id.nullable(),
    /** Who has it, or is offered it. */
    personId: Id.nullable(),
  })
  .meta({ id: "FloorWork" });
export type FloorWork = z.infer<typeof FloorWork>;

const tag = "Board";
const read = { tag, scope: "routing:read", role: "supervisor" } as const;
const by = z.enum(["day", "hour", "queue", "channel", "person"]).default("day");
const orNone = z.union([Id, z.literal("none")]).optional();
const reportQuery = z.object({
  /** Days in the workspace's time zone, both included. */
  from: z.iso.date(),
  to: z.iso.date(),
  by,
  queueId: Id.optional(),
  channelId: Id.optional(),
  personId: Id.optional(),
});

export const boardEndpoints = {
  "GET /board": {
    summary: "Queues and people as they are now, or as they were at a past moment",
    ...read,
    query: z.object({ at: At.optional() }),
    response: Board,
  },
  "GET /board/work": {
    summary:
      "The work that lies in a queue or with a person, now or at a past moment, the longest waiting first",
    ...read,
    query: z.object({
      at: At.optional(),
      queueId: Id.optional(),
      personId: Id.optional(),
      /** What nobody has answered yet, held out or not; or what is in somebody's hands and does not rest. */
      part: z.enum(["waiting", "inService"]).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(100),
    }),
    response: z.object({ items: z.array(FloorWork), count: z.number() }),
  },
  "GET /board/frames": {
    summary: "The board at each minute between two moments, at most 120 of them",
    ...read,
    query: z.object({ from: At, to: At }),
    response: z.array(Board),
  },
  "GET /reports/work": {
    summary: "Figures of past days",
    ...read,
    query: reportQuery,
    response: z.object({ timeZone: z.string(), rows: z.array(ReportRow), total: Figures }),
  },
  "GET /reports/work/conversations": {
    summary: "The conversations that a figure of the board or of a report counts, newest first",
    ...read,
    query: z.object({
      figure: CountedFigure,
      /** Both included; without `to` all until now. */
      from: At,
      to: At.optional(),
      /** The report that the figure stands in: one by queue or by person tells nothing of those of others. */
      by,
      /** Only what counts for this hour of the day, in the workspace's time zone. */
      hour: z.coerce.number().int().min(0).max(23).optional(),
      queueId: orNone,
      channelId: Id.optional(),
      personId: orNone,
      ...paging,
    }),
    response: page(CountedWork).extend({
      /** Whether the log of events no longer tells of all that is counted: what is older is not in the list. */
      isCut: z.boolean(),
    }),
  },
  "GET /reports/work.csv": {
    summary: "The same as CSV (RFC 4180), safe to open in a spreadsheet",
    ...read,
    query: reportQuery,
  },
} as const satisfies Endpoints;
