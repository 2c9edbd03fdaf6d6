import type { Call } from "../calls/call.ts";
import type { Conference } from "../conferences/conference.ts";
import type { Exchange } from "../exchange.ts";
import { type Recording, startRecording } from "./recording.ts";

/** Records what is spoken in a conference, mixed into one channel. */
export const recordConference = (
  exchange: Exchange,
  conference: Conference,
  first: Call,
  callback: Recording["callback"],
): Recording =>
  startRecording(exchange, {
    callSid: first.sid,
    conferenceSid: conference.sid,
    source: "Conference",
    channels: [conference.loudspeaker],
    callback,
  });
