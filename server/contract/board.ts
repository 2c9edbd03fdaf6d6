import { z } from "zod";
import { At, Id } from "./common.ts";
import type { Endpoints } from "./endpoint.ts";
import { WorkKind } from "./queues.ts";
import { WorkState } from "./work.ts";

/** Of a span of time. Sums, so that they can be added up; ratios are null where there is nothing to divide by. */
export const Figures = z
  .object({
    /** Work that began to wait. */
    arrived: z.number(),
    /** Work that somebody accepted. */
    answered: z.number(),
    answeredInTime: z.number(),
    /** Work that ended before anybody accepted it. */
    abandoned: z.number(),
    overflowed: z.number(),
    /** Of answered work, together and at most. */
    waitedMs: z.number(),
    longestWaitMs: z.number(),
    /** Work that somebody had in hand and that is done. */
    handled: z.number(),
    handleMs: z.number(),
    wrapUpMs: z.number(),
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

export const FloorState = z.enum(["ready", "working", "wrapUp", "busy", "away", "offline"]);
export type FloorState = z.infer<typeof FloorState>;

export const BoardQueue = z
  .object({
    queueId: Id,
    waiting: z.number(),
    offered: z.number(),
    /** Since when the one waits that has waited longest. */
    longestSince: At.nullable(),
    inService: z.number(),
    wrapUp: z.number(),
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
    /** Time with work in hand / time ready or with work, of today; 0 to 1. */
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
    /** A day or an hour (its beginning), or the id of a queue, channel or person; null is none. */
    key: z.string().nullable(),
    figures: Figures,
    /** Of people only. */
    occupancy: z.number().nullable(),
  })
  .meta({ id: "ReportRow" });
export type ReportRow = z.infer<typeof ReportRow>;

const tag = "Board";
const read = { tag, scope: "routing:read", role: "supervisor" } as const;
const reportQuery = z.object({
  /** Days in the workspace's time zone, both included. */
  from: z.iso.date(),
  to: z.iso.date(),
  by: z.enum(["day", "hour", "queue", "channel", "person"]).default("day"),
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
  "GET /reports/work.csv": {
    summary: "The same as CSV (RFC 4180), safe to open in a spreadsheet",
    ...read,
    query: reportQuery,
  },
} as const satisfies Endpoints;
