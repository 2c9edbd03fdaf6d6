import { z } from "zod";
import { Visit } from "../shapes.ts";

const CallId = z.uuid();

const counted = z.coerce.number().int().min(0).max(1_000_000);

/** Which piece of which message a body is. */
export const PieceOf = z.object({ call: CallId, turn: counted, number: counted });

export const CallAsk = z.strictObject({ callId: CallId, visit: Visit.optional() });

const round = z.number().int().min(0);
/** Sound alone takes some 3 kB. */
const sdp = z.string().max(30_000);

/** What two browsers say to each other is theirs to judge, within bounds. */
const Signal = z.discriminatedUnion("type", [
  z.object({ type: z.literal("offer"), round, sdp, isNew: z.boolean() }),
  z.object({ type: z.literal("answer"), round, sdp }),
  z.object({
    type: z.literal("candidates"),
    round,
    candidates: z
      .array(
        z.object({
          candidate: z.string().max(1000),
          sdpMid: z.string().max(40).nullish(),
          sdpMLineIndex: z.number().int().min(0).max(100).nullish(),
          usernameFragment: z.string().max(300).nullish(),
        }),
      )
      .max(100),
  }),
  z.object({ type: z.literal("again"), isNew: z.boolean() }),
]);

const legPeer = { legId: z.uuid(), key: z.string().max(200) };
const LegPeer = z.object(legPeer);
const turn = z.number().int().min(0).max(1_000_000);

const CallerInput = z.discriminatedUnion("type", [
  z.object({ type: z.literal("digits"), turn, digits: z.string().regex(/^[\d*#]{1,40}$/) }),
  z.object({ type: z.literal("timedOut"), turn }),
  z.object({ type: z.literal("tick") }),
  z.object({ type: z.literal("recorded"), turn, seconds: z.number().int().min(0).max(86_400) }),
]);

export const CallFromVisitor = z.discriminatedUnion("type", [
  z.object({ type: z.literal("call.here"), callId: CallId }),
  z.object({ type: z.literal("call.away"), callId: CallId }),
  z.object({ type: z.literal("call.input"), callId: CallId, input: CallerInput }),
  z.object({ type: z.literal("call.signal"), callId: CallId, ...legPeer, signal: Signal }),
  z.object({ type: z.literal("call.meet"), callId: CallId, offers: LegPeer, answers: LegPeer }),
  z.object({ type: z.literal("call.end"), callId: CallId }),
]);

export const LegFromPerson = z.discriminatedUnion("type", [
  z.object({ type: z.literal("ready") }),
  z.object({ type: z.literal("apart") }),
  z.object({ type: z.literal("signal"), signal: Signal, to: LegPeer.optional() }),
]);
