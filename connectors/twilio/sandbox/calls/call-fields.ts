import type { Exchange } from "../exchange.ts";
import type { Fields } from "../webhooks/send-webhook.ts";
import type { Call } from "./call.ts";

export const apiVersion = "2010-04-01";

/** What every webhook about a call says. Where the parties are is left empty, as Twilio does when it does not know. */
export function callFields(exchange: Exchange, call: Call): Fields {
  const unknownPlaces = ["Caller", "Called", "From", "To"].flatMap((who) =>
    ["City", "State", "Zip", "Country"].map((what) => [`${who}${what}`, ""]),
  );
  return {
    CallSid: call.sid,
    AccountSid: exchange.accountSid,
    ApiVersion: apiVersion,
    CallStatus: call.status,
    Direction: call.direction,
    From: call.from,
    To: call.to,
    Caller: call.from,
    Called: call.to,
    ...Object.fromEntries(unknownPlaces),
    ...(call.parentCallSid ? { ParentCallSid: call.parentCallSid } : {}),
  };
}
