import { z } from "zod";
import { At, Id, page, paging, words } from "./common.ts";
import type { Endpoints } from "./endpoint.ts";

export const Recording = z
  .object({
    id: Id,
    kind: z.enum(["call", "voicemail"]),
    contentType: z.string(),
    lengthMs: z.number(),
    /** Bytes. */
    size: z.number(),
    /** Who is heard where, from the left. */
    channels: z.array(z.enum(["agent", "caller", "all"])),
    /** When it was paused, the caller was on hold, or all was off as nobody talked or nothing was to be recorded. */
    offRecord: z.array(
      z.object({ fromMs: z.number(), toMs: z.number(), reason: z.enum(["paused", "onHold", "off"]) }),
    ),
    /** Under /api/v1; takes ranges. Null once it is deleted. */
    url: z.string().nullable(),
    /** Null is for ever. */
    deleteAt: At.nullable(),
    /** A legal hold: it is not deleted. */
    isHeld: z.boolean(),
    deletedAt: At.nullable(),
  })
  .meta({ id: "Recording" });
export type Recording = z.infer<typeof Recording>;

export const Waveform = z
  .object({
    perSecond: z.number(),
    /** For each channel, 0 to 255. */
    peaks: z.array(z.array(z.number())),
    /** From, to, in milliseconds. */
    silences: z.array(z.tuple([z.number(), z.number()])),
  })
  .meta({ id: "Waveform" });
export type Waveform = z.infer<typeof Waveform>;

export const RecordingComment = z
  .object({ id: Id, personId: Id, atMs: z.number(), text: z.string(), createdAt: At })
  .meta({ id: "RecordingComment" });
export type RecordingComment = z.infer<typeof RecordingComment>;

const byId = z.object({ id: Id });
const tag = "Recordings";
const inMs = z.number().int().min(0).max(172_800_000);

export const recordingEndpoints = {
  "GET /recordings/:id/audio": {
    summary: "The sound itself, or a range of it; that somebody listened is noted",
    tag,
    scope: "conversations:read",
    params: byId,
  },
  "GET /recordings/:id/waveform": {
    summary: "Loudness along a recording, to be drawn; 404 where none could be computed",
    tag,
    scope: "conversations:read",
    params: byId,
    response: Waveform,
  },
  "GET /recordings/:id/listens": {
    summary: "Who listened when, newest first",
    tag,
    scope: "conversations:read",
    role: "supervisor",
    params: byId,
    query: z.object(paging),
    response: page(z.object({ personId: Id, at: At })),
  },
  "GET /recordings/:id/comments": {
    summary: "What people noted at a moment",
    tag,
    scope: "conversations:read",
    params: byId,
    response: z.array(RecordingComment),
  },
  "POST /recordings/:id/comments": {
    summary: "Note something at a moment",
    tag,
    scope: "conversations:write",
    params: byId,
    body: z.object({ atMs: inMs, text: words(2_000) }).strict(),
    response: RecordingComment,
    status: 201,
  },
  "DELETE /recordings/:id/comments/:commentId": {
    summary: "Take one's own comment away",
    tag,
    scope: "conversations:write",
    params: z.object({ id: Id, commentId: Id }),
  },
  "PUT /recordings/:id/hold": {
    summary: "A legal hold: keep it whatever its queue says, or no more",
    tag,
    scope: "conversations:write",
    role: "admin",
    params: byId,
    body: z.object({ isHeld: z.boolean() }).strict(),
    response: Recording,
  },
  "POST /calls/:id/segments": {
    summary:
      "Begin to record: one run of a recorder in the browser of who talks; gives its id for the pieces",
    tag,
    scope: "session",
    params: byId,
    body: z
      .object({
        channelCount: z.union([z.literal(1), z.literal(2)]),
        /** Since when it records, where the hub could not be told at once. */
        agoMs: z.number().int().min(0).max(3_600_000).default(0),
      })
      .strict(),
    response: z.object({ id: Id }),
    status: 201,
  },
  "PUT /segments/:id/pieces/:number": {
    summary:
      "A piece of a segment, as its bytes, 2 MB at most; the first of a number stays. They may come until a minute after the call",
    tag,
    scope: "session",
    params: z.object({ id: Id, number: z.coerce.number().int().min(0).max(99_999) }),
  },
  "POST /segments/:id/end": {
    summary: "The recorder has stopped, and all its pieces are there",
    tag,
    scope: "session",
    params: byId,
  },
  "PUT /calls/:id/recording": {
    summary: "Record on demand, pause or go on; for who talks",
    tag,
    scope: "session",
    params: byId,
    body: z.object({ isPaused: z.boolean() }).strict(),
  },
} as const satisfies Endpoints;
