import type { Exchange } from "../exchange.ts";
import { makeSid } from "../sid.ts";
import { makeTrack, type Track } from "../sound/track.ts";
import type { Endpoint } from "../webhooks/send-webhook.ts";
import { type Keypad, makeKeypad } from "./keypad.ts";

export type EndStatus = "completed" | "busy" | "failed" | "no-answer" | "canceled";
export type CallStatus = "queued" | "initiated" | "ringing" | "in-progress" | EndStatus;
export type CallEvent = "initiated" | "ringing" | "answered" | "completed";

/** One leg between the exchange and one party. */
export interface Call {
  sid: string;
  from: string;
  to: string;
  direction: "inbound" | "outbound-api" | "outbound-dial";
  parentCallSid: string | undefined;
  phoneNumberSid: string | undefined;
  /** Given to a called client along with the call. */
  parameters: Record<string, string>;
  status: CallStatus;
  createdAt: number;
  updatedAt: number;
  answeredAt: number | undefined;
  endedAt: number | undefined;
  /** Who is told how it goes. */
  callback: (Endpoint & { events: CallEvent[] }) | undefined;
  callbacksSent: number;
  /** Where to ask on when a document cannot be had. */
  fallback: Endpoint | undefined;
  /** What the party says, and what it hears. */
  mouth: Track;
  ear: Track;
  keys: Keypad;
  /** What the call is busy with now; aborted when it is sent elsewhere. */
  occupation: AbortController | undefined;
  /** Aborted at the call's end. */
  over: AbortController;
}

type Given = Pick<Call, "from" | "to" | "direction"> &
  Partial<Pick<Call, "parentCallSid" | "phoneNumberSid" | "callback" | "fallback" | "parameters">>;

export function makeCall(exchange: Exchange, given: Given): Call {
  const now = exchange.clock.now();
  const call: Call = {
    sid: makeSid("CA"),
    parentCallSid: undefined,
    phoneNumberSid: undefined,
    parameters: {},
    callback: undefined,
    fallback: undefined,
    ...given,
    status: given.direction === "inbound" ? "ringing" : "queued",
    createdAt: now,
    updatedAt: now,
    answeredAt: undefined,
    endedAt: undefined,
    callbacksSent: 0,
    mouth: makeTrack(exchange.clock),
    ear: makeTrack(exchange.clock),
    keys: makeKeypad(),
    occupation: undefined,
    over: new AbortController(),
  };
  exchange.calls.set(call.sid, call);
  return call;
}

/** From connect to end, in whole seconds. */
export const secondsOf = (call: Call) =>
  call.answeredAt === undefined
    ? 0
    : Math.round(((call.endedAt ?? call.answeredAt) - call.answeredAt) / 1000);
