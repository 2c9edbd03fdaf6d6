import { type Call, secondsOf } from "../calls/call.ts";
import { apiVersion } from "../calls/call-fields.ts";
import type { Exchange } from "../exchange.ts";
import { rfc2822 } from "../rfc2822.ts";

export function presentCall(exchange: Exchange, call: Call) {
  const below = `/2010-04-01/Accounts/${exchange.accountSid}/Calls/${call.sid}`;
  return {
    sid: call.sid,
    account_sid: exchange.accountSid,
    parent_call_sid: call.parentCallSid ?? null,
    api_version: apiVersion,
    from: call.from,
    from_formatted: call.from,
    to: call.to,
    to_formatted: call.to,
    phone_number_sid: call.phoneNumberSid ?? null,
    // The resource knows no 'initiated': that is a callback's word.
    status: call.status === "initiated" ? "queued" : call.status,
    direction: call.direction,
    date_created: rfc2822(call.createdAt),
    date_updated: rfc2822(call.updatedAt),
    start_time: call.answeredAt === undefined ? null : rfc2822(call.answeredAt),
    end_time: call.endedAt === undefined ? null : rfc2822(call.endedAt),
    duration: call.endedAt === undefined ? null : String(secondsOf(call)),
    price: null,
    price_unit: "USD",
    answered_by: null,
    caller_name: null,
    forwarded_from: null,
    group_sid: null,
    trunk_sid: null,
    queue_time: "0",
    uri: `${below}.json`,
    subresource_uris: { recordings: `${below}/Recordings.json` },
  };
}
