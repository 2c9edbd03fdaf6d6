import { z } from "zod";
import { CallFlowState, CallFlowTrial, CallInput } from "./call-flow-trial.ts";
import { At, Id, words } from "./common.ts";
import type { Endpoints } from "./endpoint.ts";
import { Language, Prompt } from "./prompt.ts";
import { OfficeHours } from "./workspace.ts";

/** Keys of a phone. */
const Key = z.string().regex(/^[0-9*#]$/, "is not a key of a phone");
const Seconds = (min: number, max: number) => z.number().int().min(min).max(max);

const Choice = z.object({ digit: Key, label: words(80), next: Id }).strict();

/** Texts in which `{position}` and `{minutes}` stand for the figures. */
const Announcement = z
  .object({
    language: Language,
    position: words(300).nullable(),
    expectedWait: words(300).nullable(),
    everySeconds: Seconds(15, 3_600),
  })
  .strict();

/** Heard with each announcement; pressed, it leads out of the queue. */
const Exit = z.object({ key: Key, prompt: Prompt, next: Id }).strict();

export const CallFlowNode = z
  .discriminatedUnion("type", [
    z.object({ type: z.literal("say"), prompt: Prompt, next: Id }).strict(),
    z
      .object({
        type: z.literal("menu"),
        prompt: Prompt,
        choices: z.array(Choice).min(1).max(12),
        timeoutSeconds: Seconds(1, 60),
        tries: z.number().int().min(1).max(10),
        /** Heard after a key that is no choice, before the menu is heard again. */
        wrong: Prompt.nullable(),
        /** Where it goes on when the tries are used up. */
        otherwise: Id,
      })
      .strict(),
    z
      .object({
        type: z.literal("hours"),
        /** Null is the workspace's. */
        hours: OfficeHours.nullable(),
        open: Id,
        closed: Id,
      })
      .strict(),
    z
      .object({
        type: z.literal("queue"),
        queueId: Id,
        /** An uploaded sound; null is silence. */
        music: Id.nullable(),
        announce: Announcement.nullable(),
        /** How to be called back without waiting on. */
        callback: Exit.nullable(),
        overflow: z
          .object({ afterSeconds: Seconds(5, 86_400), next: Id })
          .strict()
          .nullable(),
      })
      .strict(),
    z
      .object({ type: z.literal("voicemail"), prompt: Prompt, maxSeconds: Seconds(5, 600), next: Id })
      .strict(),
    /** Keeps the place of whoever waited in a queue, and ends the call. */
    z.object({ type: z.literal("callback"), prompt: Prompt }).strict(),
    z
      .object({
        type: z.literal("transfer"),
        number: z.string().regex(/^\+[1-9]\d{4,14}$/, "is not a number like +442079460000"),
        timeoutSeconds: Seconds(5, 120),
        /** Where it goes on when nobody answers. */
        otherwise: Id,
      })
      .strict(),
    z.object({ type: z.literal("hangUp"), prompt: Prompt.nullable() }).strict(),
  ])
  .meta({ id: "CallFlowNode" });
export type CallFlowNode = z.infer<typeof CallFlowNode>;

const mostNodes = 100;
const flow = {
  /** The node that a call begins at. */
  entry: Id,
  /** By id; ids are the client's. */
  nodes: z
    .record(Id, CallFlowNode)
    .refine((nodes) => Object.keys(nodes).length <= mostNodes, `has more than ${mostNodes} steps`),
};

/** The way of a call from its arrival to a person, a voicemail or its end. */
export const CallFlow = z
  .object({
    id: Id,
    name: z.string(),
    /** Goes up with each change. */
    version: z.number(),
    ...flow,
    /** Nodes that no way leads to. */
    unreachable: z.array(Id),
    /** The uploaded files that it names. */
    sounds: z.array(z.object({ id: Id, name: z.string(), url: z.string() })),
    updatedAt: At,
  })
  .meta({ id: "CallFlow" });
export type CallFlow = z.infer<typeof CallFlow>;

export const CallFlowSummary = CallFlow.pick({ id: true, name: true, version: true, updatedAt: true })
  .extend({ nodeCount: z.number() })
  .meta({ id: "CallFlowSummary" });
export type CallFlowSummary = z.infer<typeof CallFlowSummary>;

const byId = z.object({ id: Id });
const tag = "Call flows";
const read = { tag, scope: "routing:read", role: "supervisor" } as const;
const write = { tag, scope: "routing:write", role: "admin" } as const;
const bodyLimit = 1_000_000;
const kept = { name: words(80), ...flow };

export const callFlowEndpoints = {
  "GET /call-flows": {
    summary: "Call flows, by name",
    ...read,
    response: z.array(CallFlowSummary),
  },
  "POST /call-flows": {
    summary: "Make a call flow",
    ...write,
    body: z.object(kept).strict(),
    bodyLimit,
    response: CallFlow,
    status: 201,
  },
  "GET /call-flows/:id": {
    summary: "One call flow",
    ...read,
    params: byId,
    response: CallFlow,
  },
  "PUT /call-flows/:id": {
    summary:
      "Change a call flow; `version` is the one that was changed, and if there is a later one nothing is",
    ...write,
    params: byId,
    body: z.object({ version: z.number().int().min(1).max(2_147_483_646), ...kept }).strict(),
    bodyLimit,
    response: CallFlow,
  },
  "DELETE /call-flows/:id": {
    summary: "Archive a call flow",
    ...write,
    params: byId,
  },
  "GET /sounds/:token": {
    summary: "A sound of a call flow, for whoever has its address; single ranges are served",
    tag,
    scope: "public",
    params: z.object({ token: z.string().max(200) }),
  },
  "POST /call-flows/trial": {
    summary: "What a call flow does with an input, at a moment, without a call; changes nothing",
    ...read,
    body: z.object({ ...flow, state: CallFlowState, input: CallInput, at: At }).strict(),
    bodyLimit,
    response: CallFlowTrial,
  },
} as const satisfies Endpoints;
