import { apiVersion } from "../calls/call-fields.ts";
import { durationMs, type Recording } from "../recordings/recording.ts";
import { recordingUrl } from "../recordings/tell-recording.ts";
import { rfc2822 } from "../rfc2822.ts";
import type { RestRequest } from "./request.ts";

/** The account's recordings show where their file is, those below a call what of it they have. */
export function presentRecording({ exchange, params }: RestRequest, recording: Recording) {
  const ofAccount = { media_url: recordingUrl(exchange, recording), subresource_uris: {} };
  const isDone = recording.status === "completed";
  return {
    sid: recording.sid,
    account_sid: exchange.accountSid,
    api_version: apiVersion,
    call_sid: recording.callSid,
    conference_sid: recording.conferenceSid ?? null,
    status: recording.status,
    source: recording.source,
    channels: recording.channels.length,
    duration: isDone ? String(Math.round(durationMs(exchange, recording) / 1000)) : null,
    start_time: rfc2822(recording.createdAt),
    date_created: rfc2822(recording.createdAt),
    date_updated: rfc2822(recording.updatedAt),
    price: null,
    price_unit: "USD",
    error_code: null,
    encryption_details: null,
    uri: `/2010-04-01/Accounts/${exchange.accountSid}/Recordings/${recording.sid}.json`,
    ...(params.callSid ? { track: recording.track } : params.conferenceSid ? {} : ofAccount),
  };
}
