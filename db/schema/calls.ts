import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type { CallFlowNode } from "./call-flows.ts";
import { at, bytea, channelId, id, timestamps } from "./columns.ts";
import { people } from "./people.ts";

export type CallStage =
  | "arriving"
  | "menu"
  | "queued"
  | "offered"
  | "active"
  | "ended"
  | "dialling"
  | "ringing";

export type CallOutcome =
  | "answered"
  | "missed"
  | "abandoned"
  | "voicemail"
  | "callback"
  | "busy"
  | "noAnswer"
  | "failed"
  | "dropped";

/** Of what is not to be heard in a call's recording: of its clock, in milliseconds; null goes on. */
export type OffRecordSpan = [fromMs: number, toMs: number | null, reason: "paused" | "onHold" | "off"];

/** A call is an interaction, and has its id. Each opens a conversation of its own. */
export const calls = pgTable(
  "calls",
  {
    id: uuid().primaryKey(),
    conversationId: uuid().notNull(),
    contactId: uuid().notNull(),
    channelId: channelId().notNull(),
    direction: text().$type<"in" | "out">().notNull(),
    /** The carrier's name for it; null until it has given one. */
    externalId: text(),
    /** The other side's, where it is a telephone. */
    number: text(),
    stage: text().$type<CallStage>().notNull(),
    outcome: text().$type<CallOutcome>(),
    queueId: uuid(),
    /** As the flow was when the call came: a change of it is for later calls. */
    flow: jsonb().$type<{ entry: string; nodes: Record<string, CallFlowNode> }>(),
    /** Where it is in its flow (CallFlowState), and the last steps, for a carrier that asks again. */
    flowState: jsonb().$type<Record<string, unknown>>(),
    steps: jsonb().$type<Record<string, unknown>[]>().notNull().default([]),
    /** What the caller chose on the way. */
    choices: jsonb().$type<{ digit: string; label: string }[]>().notNull().default([]),
    isHeld: boolean().notNull().default(false),
    /** Nothing is recorded right now because somebody asked for that. */
    isPaused: boolean().notNull().default(false),
    offRecord: jsonb().$type<OffRecordSpan[]>().notNull().default([]),
    /** Its carrier, which records it, has not said yet that it does what stands here. */
    isRecordingPending: boolean().notNull().default(false),
    /** Of its queue, as the call came into it. */
    recordingRule: text().$type<"always" | "onDemand" | "never">().notNull().default("never"),
    /** The caller was asked, and does not want it. */
    isRecordingRefused: boolean().notNull().default(false),
    /** Who called, where a person here did. */
    placedBy: uuid().references(() => people.id),
    /** The node that has the caller's own connection, where the hub has it. */
    nodeId: uuid(),
    startedAt: at().notNull().defaultNow(),
    /** When the first person's leg was connected: a call's length runs from here. */
    answeredAt: at(),
    endedAt: at(),
    /** When its caller's connection was lost, until it is back. */
    lostAt: at(),
    /** The carrier's name for where the caller is with others, or is being brought; null where they come by themselves. */
    meeting: text(),
    /** While the caller is on the way there: when they count as not having come. */
    meetingUntil: at(),
    version: integer().notNull().default(1),
  },
  (t) => [
    uniqueIndex("calls_external").on(t.channelId, t.externalId).where(sql`${t.externalId} is not null`),
    index("calls_conversation").on(t.conversationId),
    index("calls_placed").on(t.placedBy, t.startedAt).where(sql`${t.placedBy} is not null`),
    index("calls_started").on(t.startedAt.desc(), t.id.desc()),
    index("calls_going_on").on(t.id).where(sql`${t.stage} <> 'ended'`),
    check("calls_ended", sql`(${t.stage} = 'ended') = (${t.endedAt} is not null)`),
  ],
);

/** A party besides the caller. */
export const callLegs = pgTable(
  "call_legs",
  {
    ...id,
    callId: uuid()
      .notNull()
      .references(() => calls.id),
    personId: uuid().references(() => people.id),
    number: text(),
    role: text().$type<"talk" | "listen" | "whisper">().notNull().default("talk"),
    /** The person's leg beside which a listener or whisperer stands, or whose person brought a talker in. */
    byLegId: uuid(),
    /** As soon as it is connected, whoever brought it in goes. */
    takesPlace: boolean().notNull().default(false),
    /** Whoever brought it in put the caller on hold for that, to talk with it first. */
    talksFirst: boolean().notNull().default(false),
    state: text().$type<"connecting" | "ringing" | "connected" | "ended">().notNull().default("connecting"),
    reason: text(),
    externalId: text(),
    startedAt: at().notNull().defaultNow(),
    connectedAt: at(),
    endedAt: at(),
  },
  (t) => [
    index("call_legs_call").on(t.callId),
    index("call_legs_person").on(t.personId).where(sql`${t.state} <> 'ended'`),
    index("call_legs_numbers").on(t.startedAt).where(sql`${t.number} is not null`),
  ],
);

/** Who attended a call without being asked by the caller, how and when. */
export const callSupervisions = pgTable(
  "call_supervisions",
  {
    ...id,
    callId: uuid()
      .notNull()
      .references(() => calls.id),
    legId: uuid()
      .notNull()
      .references(() => callLegs.id),
    personId: uuid()
      .notNull()
      .references(() => people.id),
    mode: text().$type<"listen" | "whisper" | "barge" | "takeOver">().notNull(),
    startedAt: at().notNull().defaultNow(),
    endedAt: at(),
  },
  (t) => [index("call_supervisions_call").on(t.callId)],
);

/** Sound of a call: one row for each file that came of it. */
export const recordings = pgTable(
  "recordings",
  {
    ...id,
    callId: uuid()
      .notNull()
      .references(() => calls.id),
    kind: text().$type<"call" | "voicemail">().notNull(),
    /** Where the store has it; null once it is deleted. */
    key: text(),
    size: bigint({ mode: "number" }).notNull(),
    sha256: text().notNull(),
    contentType: text().notNull(),
    lengthMs: integer().notNull(),
    /** Who is heard where, from the left: `agent`, `caller`, `all`. */
    channels: text().array().$type<("agent" | "caller" | "all")[]>().notNull(),
    /** 20 values a second for each channel, after one another, 0 to 255; null where nothing could be computed. */
    peaks: bytea(),
    /** Spans in which nobody says anything: from, to, in milliseconds. */
    silences: jsonb().$type<[number, number][]>().notNull().default([]),
    /** Null keeps it for ever. */
    deleteAt: at(),
    /** A legal hold: it is not deleted, whatever `deleteAt` says. */
    isHeld: boolean().notNull().default(false),
    deletedAt: at(),
    ...timestamps,
  },
  (t) => [
    index("recordings_call").on(t.callId),
    index("recordings_delete")
      .on(t.deleteAt)
      .where(sql`${t.deletedAt} is null and ${t.deleteAt} is not null`),
  ],
);

/** One run of a recorder, from whose pieces the file is made at the end. */
export const recordingSegments = pgTable(
  "recording_segments",
  {
    ...id,
    callId: uuid()
      .notNull()
      .references(() => calls.id),
    personId: uuid().references(() => people.id),
    kind: text().$type<"call" | "voicemail">().notNull(),
    /** The carrier's name for it, where its sound comes from there; what is not ended is still to be fetched. */
    externalId: text(),
    /** The store's name for it. */
    segment: text().notNull(),
    /** On the call's clock, which begins as it is answered. */
    startsAtMs: integer().notNull(),
    channelCount: smallint().notNull(),
    endedAt: at(),
    /** When its pieces went; what a carrier has a name for stays known, so that the same said again is no other. */
    keptAt: at(),
    createdAt: at().notNull().defaultNow(),
  },
  (t) => [
    index("recording_segments_call").on(t.callId),
    uniqueIndex("recording_segments_external")
      .on(t.callId, t.externalId)
      .where(sql`${t.externalId} is not null`),
  ],
);

/** Who listened, when. */
export const recordingListens = pgTable(
  "recording_listens",
  {
    ...id,
    recordingId: uuid()
      .notNull()
      .references(() => recordings.id),
    personId: uuid()
      .notNull()
      .references(() => people.id),
    at: at().notNull().defaultNow(),
  },
  (t) => [index("recording_listens_recording").on(t.recordingId, t.at.desc())],
);

export const recordingComments = pgTable(
  "recording_comments",
  {
    ...id,
    recordingId: uuid()
      .notNull()
      .references(() => recordings.id),
    personId: uuid()
      .notNull()
      .references(() => people.id),
    atMs: integer().notNull(),
    text: text().notNull(),
    createdAt: at().notNull().defaultNow(),
  },
  (t) => [index("recording_comments_recording").on(t.recordingId, t.atMs)],
);
