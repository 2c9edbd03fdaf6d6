import { type CallEvent, makeCall } from "../calls/call.ts";
import { startOutgoing } from "../calls/start-outgoing.ts";
import { recordCall } from "../recordings/record-call.ts";
import type { RecordingEvent } from "../recordings/recording.ts";
import { partiesIn } from "./parties-in.ts";
import { presentCall } from "./present-call.ts";
import { callbackIn, endpointIn, flagIn, type Handler, numberIn } from "./request.ts";
import { RestError } from "./rest-error.ts";
import { startIn } from "./start-in.ts";

/** Rings somebody, to go on with a document once that is answered. */
export const createCall: Handler = (request) => {
  const { exchange, form } = request;
  const parties = partiesIn(request);
  const start = startIn(request);
  if (!start) throw new RestError(400, 21205, "Url parameter is required.");
  const isRecorded = flagIn(form, "Record") ?? false;
  const recordingCallback = callbackIn<RecordingEvent>(form, "RecordingStatusCallback", ["completed"]);
  const call = makeCall(exchange, {
    ...parties,
    direction: "outbound-api",
    callback: callbackIn<CallEvent>(form, "StatusCallback", ["completed"]),
    fallback: endpointIn(form, "FallbackUrl", "FallbackMethod", 21205),
  });
  void startOutgoing(exchange, call, numberIn(form, "Timeout", 60), start, () => {
    if (!isRecorded) return;
    const channels = form.get("RecordingChannels") === "dual" ? "dual" : "mono";
    recordCall(exchange, call, { channels, source: "OutboundAPI", callback: recordingCallback });
  });
  return { status: 201, body: presentCall(exchange, call) };
};
