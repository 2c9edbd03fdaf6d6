import type { Exchange } from "../exchange.ts";
import type { Handset } from "../parties/party.ts";
import { followCall } from "../twiml/follow-call.ts";
import { makeCall } from "./call.ts";
import { handsetOf } from "./handset-of.ts";

/** Somebody calls a number of the account. @throws Error where the number is nobody's or leads nowhere. */
export function placeCall(exchange: Exchange, from: string, to: string): Handset {
  const number = exchange.numbers.values().find(({ phoneNumber }) => phoneNumber === to);
  if (!number) throw new Error(`${to} is not a number of this account.`);
  const voice = exchange.applications.get(number.voiceApplicationSid) ?? number;
  if (!voice.voiceUrl) throw new Error(`Nothing is set for calls to ${to} (VoiceUrl, VoiceApplicationSid).`);
  const call = makeCall(exchange, {
    from,
    to,
    direction: "inbound",
    phoneNumberSid: number.sid,
    callback: voice.statusCallback
      ? { url: voice.statusCallback, method: voice.statusCallbackMethod, events: ["completed"] }
      : undefined,
    fallback: voice.voiceFallbackUrl
      ? { url: voice.voiceFallbackUrl, method: voice.voiceFallbackMethod }
      : undefined,
  });
  const handset = handsetOf(exchange, call, { ringing() {}, answer() {}, decline: () => handset.hangUp() });
  void followCall(exchange, call, { to: { url: voice.voiceUrl, method: voice.voiceMethod } });
  return handset;
}
