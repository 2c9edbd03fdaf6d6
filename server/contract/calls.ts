import { z } from "zod";
import { At, Id, page, paging, text } from "./common.ts";
import { ContactSummary } from "./contact-summary.ts";
import type { Endpoints } from "./endpoint.ts";
import { Recording } from "./recordings.ts";
import { SupervisionMode } from "./supervision.ts";
import { WorkItem } from "./work.ts";

export const CallStage = z.enum([
  "arriving",
  "menu",
  "queued",
  "offered",
  "active",
  "ended",
  "dialling",
  "ringing",
]);
export type CallStage = z.infer<typeof CallStage>;

export const CallOutcome = z.enum([
  "answered",
  "missed",
  "abandoned",
  "voicemail",
  "callback",
  "busy",
  "noAnswer",
  "failed",
  "dropped",
]);
export type CallOutcome = z.infer<typeof CallOutcome>;

export const CallLeg = z
  .object({
    id: Id,
    personId: Id.nullable(),
    number: z.string().nullable(),
    role: z.enum(["talk", "listen", "whisper"]),
    state: z.enum(["connecting", "ringing", "connected", "ended"]),
    /** Why it ended without having been connected. */
    reason: z.string().nullable(),
    connectedAt: At.nullable(),
    endedAt: At.nullable(),
  })
  .meta({ id: "CallLeg" });
export type CallLeg = z.infer<typeof CallLeg>;

/** It has the id of its interaction. A higher version is newer. */
export const Call = z
  .object({
    id: Id,
    conversationId: Id,
    contact: ContactSummary,
    channelId: Id,
    direction: z.enum(["in", "out"]),
    number: z.string().nullable(),
    stage: CallStage,
    outcome: CallOutcome.nullable(),
    queueId: Id.nullable(),
    /** What the caller chose on the way. */
    choices: z.array(z.object({ digit: z.string(), label: z.string() })),
    isHeld: z.boolean(),
    recordingRule: z.enum(["always", "onDemand", "never"]),
    isPaused: z.boolean(),
    /** Its carrier, which records it, has not said yet that it does, or that it pauses. */
    isRecordingPending: z.boolean(),
    /** The caller does not want to be recorded. */
    isRecordingRefused: z.boolean(),
    startedAt: At,
    answeredAt: At.nullable(),
    endedAt: At.nullable(),
    /** Of parties besides the caller who talk, or did; of who listens or whispers nothing is said here. */
    legs: z.array(CallLeg),
    /** Only where whoever asks may hear them. */
    recordings: z.array(Recording),
    version: z.number(),
  })
  .meta({ id: "Call" });
export type Call = z.infer<typeof Call>;

/** What a browser needs to carry legs, for each account that carries calls. */
export const PhonePass = z
  .object({
    connector: z.string(),
    /** Which one at the provider, where there can be several. */
    account: z.string().nullable(),
    data: z.record(z.string(), z.unknown()),
    expiresAt: At,
  })
  .meta({ id: "PhonePass" });
export type PhonePass = z.infer<typeof PhonePass>;

/** By what a browser checks the network, for each account that can tell; over after a minute. */
export const CheckPass = PhonePass.pick({ connector: true, data: true }).meta({ id: "CheckPass" });
export type CheckPass = z.infer<typeof CheckPass>;

/** A call in which this person has a leg, and whose pass carries it. */
export const MyCall = z
  .object({
    call: Call,
    legId: Id,
    connector: z.string(),
    account: z.string().nullable(),
    /** There is no real telephone at its other end. */
    isPretend: z.boolean(),
    /** This person's browser is to record it; else its carrier does. */
    isRecordedHere: z.boolean(),
    workItem: WorkItem.nullable(),
    /** Where one attends it: how, beside whom, and one's leg, which the call does not name while nobody is to know of it. */
    supervision: z.object({ mode: SupervisionMode, besideId: Id.nullable(), leg: CallLeg }).nullable(),
    /** Who whispers to oneself. */
    whispererIds: z.array(Id),
  })
  .meta({ id: "MyCall" });
export type MyCall = z.infer<typeof MyCall>;

/** A number as people write it, or in E.164. */
const PhoneNumber = text(40);
const byId = z.object({ id: Id });
const legOf = z.object({ id: Id, legId: Id });
const tag = "Calls";

export const callEndpoints = {
  "GET /calls": {
    summary: "Calls, newest first, among those whose conversations one sees",
    tag,
    scope: "conversations:read",
    query: z.object({
      ...paging,
      show: z.enum(["all", "missed", "placed", "mine", "goingOn"]).default("all"),
      contactId: Id.optional(),
      conversationId: Id.optional(),
    }),
    response: page(Call),
  },
  "GET /calls/:id": { summary: "One call", tag, scope: "conversations:read", params: byId, response: Call },
  "GET /me/phone": {
    summary: "What a browser needs to carry one's calls, and the calls that one has a leg in",
    tag,
    scope: "session",
    response: z.object({ passes: z.array(PhonePass), calls: z.array(MyCall) }),
  },
  "GET /me/phone/check": {
    summary: "What a browser needs to check which ways one's calls could take, for the next minute",
    tag,
    scope: "session",
    response: z.object({ passes: z.array(CheckPass) }),
  },
  "PUT /calls/:id/hold": {
    summary: "Put the caller on hold, with music, or back; for who talks with them",
    tag,
    scope: "session",
    params: byId,
    body: z.object({ isHeld: z.boolean() }).strict(),
    response: Call,
  },
  "POST /calls/:id/end": {
    summary:
      "End the call for all; for who talks in it, and where only telephones do, for whoever passed it on or leads its queue",
    tag,
    scope: "session",
    params: byId,
    response: Call,
  },
  "POST /calls/:id/requeue": {
    summary: "Send the caller back to a queue, before all others there, and leave",
    tag,
    scope: "session",
    params: byId,
    body: z.object({ queueId: Id }).strict(),
    response: Call,
  },
  "POST /calls/:id/legs": {
    summary:
      "Bring somebody in: a person, whoever is next in a queue, or a number. With `leaves` whoever asks goes as soon as they are connected",
    tag,
    scope: "session",
    params: byId,
    body: z
      .object({
        to: z.discriminatedUnion("kind", [
          z.object({ kind: z.literal("person"), personId: Id }).strict(),
          z.object({ kind: z.literal("queue"), queueId: Id }).strict(),
          z.object({ kind: z.literal("number"), number: PhoneNumber }).strict(),
        ]),
        leaves: z.boolean(),
        /** The caller is on hold until one of them is back with them, by `PUT hold` or as one of them leaves. */
        talksFirst: z.boolean().default(false),
      })
      .strict()
      .refine((body) => !(body.leaves && body.talksFirst), {
        path: ["talksFirst"],
        message: "cannot be where whoever asks leaves",
      })
      .refine((body) => !(body.leaves && body.to.kind === "queue"), {
        path: ["leaves"],
        message: "cannot be with a queue, as callers are sent there to wait",
      }),
    response: Call,
    status: 201,
  },
  "DELETE /calls/:id/legs/:legId": {
    summary:
      "Take one's own leg out of a call, or, where the call is one's work, somebody else's; the others go on",
    tag,
    scope: "session",
    params: legOf,
    response: Call,
  },
  "PUT /calls/:id/legs/:legId/state": {
    summary: "How one's own leg is, as one's browser knows it",
    tag,
    scope: "session",
    params: legOf,
    body: z
      .object({ state: z.enum(["connected", "ended"]), detail: text(500).nullable().default(null) })
      .strict(),
    response: Call,
  },
} as const satisfies Endpoints;
