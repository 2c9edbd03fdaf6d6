import type { Exchange } from "../exchange.ts";
import { rfc2822 } from "../rfc2822.ts";
import { sendCallback } from "../webhooks/send-callback.ts";
import { type Call, type CallEvent, type CallStatus, secondsOf } from "./call.ts";
import { callFields } from "./call-fields.ts";

/** Brings a call to a status and tells whoever asked for that. */
export function changeStatus(exchange: Exchange, call: Call, status: CallStatus): void {
  const now = exchange.clock.now();
  const event = eventOf(status);
  call.status = status;
  call.updatedAt = now;
  if (event === "answered") call.answeredAt = now;
  if (event === "completed") call.endedAt = now;
  if (!event || !call.callback?.events.includes(event)) return;
  const seconds = secondsOf(call);
  sendCallback(exchange, call.sid, call.callback, {
    ...callFields(exchange, call),
    Timestamp: rfc2822(now),
    CallbackSource: "call-progress-events",
    SequenceNumber: String(call.callbacksSent++),
    ...(event === "completed"
      ? { CallDuration: String(seconds), Duration: String(Math.ceil(seconds / 60)) }
      : {}),
  });
}

export const isOver = (call: Call) => eventOf(call.status) === "completed";

function eventOf(status: CallStatus): CallEvent | undefined {
  if (status === "queued") return undefined;
  if (status === "initiated" || status === "ringing") return status;
  return status === "in-progress" ? "answered" : "completed";
}
