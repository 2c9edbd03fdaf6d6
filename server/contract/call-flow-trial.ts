import { z } from "zod";
import { At, Id } from "./common.ts";
import { Prompt } from "./prompt.ts";

const count = z.number().int().min(0).max(1_000_000);
const going = {
  /** Which ask it is; an input that answers another changes nothing. */
  turn: count,
  /** Where it waits, or waited last. */
  queueId: Id.nullable(),
  /** The caller has heard that the call is recorded, or was also asked whether they mind. */
  notice: z.enum(["told", "asked"]).nullable(),
  /** When somebody should have time for them, as far as anybody knew while they waited. */
  expectedAt: At.nullable(),
};
const atNode = { ...going, nodeId: Id };

/** Where a call is in its flow. */
export const CallFlowState = z
  .discriminatedUnion("at", [
    z.object({ at: z.literal("start") }).strict(),
    z.object({ at: z.literal("menu"), ...atNode, tries: count }).strict(),
    /** Hears that the call is recorded, and where it `asks`, may refuse it by a key. */
    z.object({ at: z.literal("notice"), ...atNode, asks: z.boolean() }).strict(),
    z
      .object({ at: z.literal("queue"), ...atNode, queueId: Id, since: At, announcedAt: At.nullable() })
      .strict(),
    z.object({ at: z.literal("voicemail"), ...atNode }).strict(),
    z.object({ at: z.literal("transfer"), ...atNode }).strict(),
    z.object({ at: z.literal("connected"), ...going }).strict(),
    z.object({ at: z.literal("ended"), reason: z.enum(["finished", "failed", "hungUp"]) }).strict(),
  ])
  .meta({ id: "CallFlowState" });
export type CallFlowState = z.infer<typeof CallFlowState>;

const answers = { turn: count };

export const CallInput = z
  .discriminatedUnion("type", [
    z.object({ type: z.literal("arrived") }).strict(),
    z.object({ type: z.literal("digits"), ...answers, digits: z.string().regex(/^[0-9*#]{1,20}$/) }).strict(),
    z.object({ type: z.literal("timedOut"), ...answers }).strict(),
    z
      .object({
        type: z.literal("tick"),
        position: count.nullable(),
        expectedWaitSeconds: count.nullable(),
      })
      .strict(),
    z.object({ type: z.literal("accepted") }).strict(),
    z.object({ type: z.literal("recorded"), ...answers, seconds: count }).strict(),
    z.object({ type: z.literal("hungUp") }).strict(),
  ])
  .meta({ id: "CallInput" });

export const CallStep = z
  .discriminatedUnion("type", [
    ...Prompt.options,
    z.object({
      type: z.literal("gather"),
      ...answers,
      prompts: z.array(Prompt),
      maxDigits: z.number(),
      timeoutSeconds: z.number(),
    }),
    z.object({
      type: z.literal("wait"),
      ...answers,
      music: Id.nullable(),
      prompts: z.array(Prompt),
      keys: z.string(),
      tickAfterSeconds: z.number(),
    }),
    z.object({
      type: z.literal("connect"),
      ...answers,
      to: z.discriminatedUnion("kind", [
        z.object({ kind: z.literal("person") }),
        z.object({ kind: z.literal("number"), number: z.string(), timeoutSeconds: z.number() }),
      ]),
    }),
    z.object({ type: z.literal("record"), ...answers, maxSeconds: z.number() }),
    z.object({ type: z.literal("hangUp"), reason: z.enum(["finished", "failed"]) }),
  ])
  .meta({ id: "CallStep" });

/** What the hub has to do as the call goes on. */
export const CallEffect = z
  .discriminatedUnion("type", [
    z.object({ type: z.literal("enterQueue"), queueId: Id }),
    z.object({
      type: z.literal("leaveQueue"),
      queueId: Id,
      reason: z.enum(["accepted", "key", "overflow", "hungUp", "failed"]),
    }),
    /** The caller does not want to be recorded. */
    z.object({ type: z.literal("refuseRecording") }),
    z.object({ type: z.literal("noteChoice"), nodeId: Id, digit: z.string(), label: z.string() }),
    /** In the place of whoever waited in this queue. */
    z.object({ type: z.literal("askCallback"), queueId: Id.nullable(), expectedAt: At.nullable() }),
    z.object({ type: z.literal("keepVoicemail"), queueId: Id.nullable() }),
  ])
  .meta({ id: "CallEffect" });
export type CallEffect = z.infer<typeof CallEffect>;

export const CallFlowTrial = z
  .object({ state: CallFlowState, steps: z.array(CallStep), effects: z.array(CallEffect) })
  .meta({ id: "CallFlowTrial" });
export type CallFlowTrial = z.infer<typeof CallFlowTrial>;
