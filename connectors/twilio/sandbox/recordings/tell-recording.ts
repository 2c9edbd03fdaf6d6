import type { Exchange } from "../exchange.ts";
import { rfc2822 } from "../rfc2822.ts";
import { sendCallback } from "../webhooks/send-callback.ts";
import { durationMs, type Recording, type RecordingEvent } from "./recording.ts";

export function tellRecording(exchange: Exchange, recording: Recording, event: RecordingEvent): void {
  if (!recording.callback?.events.includes(event)) return;
  sendCallback(exchange, recording.sid, recording.callback, {
    AccountSid: exchange.accountSid,
    ...(recording.conferenceSid
      ? { ConferenceSid: recording.conferenceSid }
      : { CallSid: recording.callSid }),
    RecordingSid: recording.sid,
    RecordingUrl: recordingUrl(exchange, recording),
    RecordingStatus: event,
    RecordingChannels: String(recording.channels.length),
    RecordingStartTime: rfc2822(recording.createdAt),
    RecordingSource: recording.source,
    RecordingTrack: recording.track,
    ErrorCode: "0",
    ...(event === "completed"
      ? { RecordingDuration: String(Math.round(durationMs(exchange, recording) / 1000)) }
      : {}),
  });
}

export const recordingUrl = (exchange: Exchange, recording: Recording) =>
  `${exchange.url}/2010-04-01/Accounts/${exchange.accountSid}/Recordings/${recording.sid}`;
