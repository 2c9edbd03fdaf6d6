import { changeRecording } from "../recordings/change-recording.ts";
import { finishRecording } from "../recordings/finish-recording.ts";
import { recordCall } from "../recordings/record-call.ts";
import { isRunning, type Recording, type RecordingEvent } from "../recordings/recording.ts";
import { renderRecording } from "../recordings/render-recording.ts";
import { getCall } from "./calls.ts";
import { page } from "./page.ts";
import { presentRecording } from "./present-recording.ts";
import { callbackIn, type Handler, isAsked, isWithin, type RestRequest } from "./request.ts";
import { notFound, RestError } from "./rest-error.ts";

/** Of the account, or below a call or a conference, of that alone. */
export const listRecordings: Handler = (request) => {
  const { exchange, query } = request;
  const asked = [...exchange.recordings.values()].filter(
    (recording) =>
      isBelow(request, recording) &&
      isAsked(query, "CallSid", recording.callSid) &&
      isAsked(query, "ConferenceSid", recording.conferenceSid) &&
      isWithin(query, "DateCreated", recording.createdAt),
  );
  return page(request, "recordings", asked.reverse(), (recording) => presentRecording(request, recording));
};

export const createCallRecording: Handler = (request) => {
  const { exchange, form } = request;
  const call = getCall(request);
  if (call.status !== "in-progress")
    throw new RestError(400, 21220, "Requested resource is not eligible for recording");
  const track = form.get("RecordingTrack");
  const recording = recordCall(exchange, call, {
    channels: form.get("RecordingChannels") === "dual" ? "dual" : "mono",
    track: track === "inbound" || track === "outbound" ? track : "both",
    source: "StartCallRecordingAPI",
    callback: callbackIn<RecordingEvent>(form, "RecordingStatusCallback", ["completed"]),
  });
  return { status: 201, body: presentRecording(request, recording) };
};

export const fetchRecording: Handler = (request) => ({
  status: 200,
  body: presentRecording(request, getRecording(request)),
});

export const updateRecording: Handler = (request) => {
  const { exchange, form } = request;
  const recording = getRecording(request);
  const status = form.get("Status");
  if (status !== "stopped" && status !== "paused" && status !== "in-progress")
    throw new RestError(400, 20001, `Status must be stopped, paused or in-progress, not '${status ?? ""}'.`);
  if (!isRunning(recording)) throw new RestError(400, 21220, "The recording is not in progress.");
  if (status === "stopped") finishRecording(exchange, recording);
  else
    changeRecording(exchange, recording, status, form.get("PauseBehavior") === "skip" ? "skip" : "silence");
  const body = presentRecording(request, recording);
  return { status: 200, body: status === "stopped" ? { ...body, status } : body };
};

export const deleteRecording: Handler = (request) => {
  const recording = getRecording(request);
  if (isRunning(recording)) throw new RestError(409, 20409, "A recording in progress cannot be deleted.");
  request.exchange.recordings.delete(recording.sid);
  return { status: 204 };
};

/** The file, which is there once the recording is completed. */
export const fetchMedia: Handler = (request) => {
  const recording = getRecording(request);
  if (recording.status !== "completed") throw notFound(request.path);
  const requested = request.query.get("RequestedChannels");
  return { status: 200, wav: renderRecording(recording, requested ? Number(requested) : undefined) };
};

function getRecording(request: RestRequest): Recording {
  const { exchange, params, path } = request;
  const all = [...exchange.recordings.values()].filter((recording) => isBelow(request, recording));
  const isCurrent = params.sid === "Twilio.CURRENT";
  const recording = all.findLast((one) => (isCurrent ? isRunning(one) : one.sid === params.sid));
  if (!recording) throw notFound(path);
  return recording;
}

const isBelow = ({ params }: RestRequest, recording: Recording) =>
  (!params.callSid || recording.callSid === params.callSid) &&
  (!params.conferenceSid || recording.conferenceSid === params.conferenceSid);
