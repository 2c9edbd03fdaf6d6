import { type CallEvent, makeCall } from "../calls/call.ts";
import { endCall } from "../calls/end-call.ts";
import { occupy } from "../calls/occupy.ts";
import { ringOut } from "../calls/ring-out.ts";
import { addParticipant } from "../conferences/add-participant.ts";
import type { ConferenceEvent, Participant } from "../conferences/conference.ts";
import { leave } from "../conferences/leave.ts";
import { findConference, openConference } from "../conferences/open-conference.ts";
import { stayIn } from "../conferences/stay-in.ts";
import type { Exchange } from "../exchange.ts";
import { recordCall } from "../recordings/record-call.ts";
import { recordConference } from "../recordings/record-conference.ts";
import type { RecordingEvent } from "../recordings/recording.ts";
import { settingsIn } from "./participant-settings.ts";
import { partiesIn } from "./parties-in.ts";
import { presentParticipant } from "./present-participant.ts";
import { callbackIn, flagIn, type Handler, numberIn, type RestRequest } from "./request.ts";
import { notFound } from "./rest-error.ts";

/** Rings somebody into a conference, which a name that is not in use begins. */
export const createParticipant: Handler = (request) => {
  const { exchange, form, params, path } = request;
  const asked = params.conferenceSid ?? "";
  const living = findConference(exchange, asked);
  if (!living && /^CF[0-9a-f]{32}$/i.test(asked)) throw notFound(path);
  const parties = partiesIn(request);
  const settings = settingsIn(request, living);
  const timeoutSeconds = numberIn(form, "Timeout", 60);
  const callback = callbackIn<CallEvent>(form, "StatusCallback", ["completed"]);
  const conferenceCallback = callbackIn<ConferenceEvent>(form, "ConferenceStatusCallback", ["start", "end"]);
  const record = recordingIn(request);
  const conference = living ?? openConference(exchange, asked);
  conference.callback ??= conferenceCallback;
  const call = makeCall(exchange, { ...parties, direction: "outbound-api", callback });
  const participant = addParticipant(exchange, conference, call, settings);
  void bringIn(exchange, participant, timeoutSeconds, record);
  return { status: 201, body: presentParticipant(exchange, participant) };
};

async function bringIn(
  exchange: Exchange,
  participant: Participant,
  timeoutSeconds: number,
  record: (participant: Participant) => void,
): Promise<void> {
  const { call } = participant;
  participant.released.signal.addEventListener("abort", () => {
    if (call.status !== "in-progress") endCall(exchange, call);
  });
  if (!(await ringOut(exchange, call, timeoutSeconds))) {
    leave(exchange, participant, "participant_hung_up");
    return;
  }
  record(participant);
  await occupy(call, async (signal) => {
    await stayIn(exchange, participant, signal);
    endCall(exchange, call);
  });
}

/** What is to be recorded from the moment of joining. */
function recordingIn({ exchange, form }: RestRequest): (participant: Participant) => void {
  const isCallRecorded = flagIn(form, "Record") ?? false;
  const channels = form.get("RecordingChannels") === "dual" ? "dual" : "mono";
  const callback = callbackIn<RecordingEvent>(form, "RecordingStatusCallback", ["completed"]);
  const isConferenceRecorded = ["true", "record-from-start"].includes(form.get("ConferenceRecord") ?? "");
  const ofConference = callbackIn<RecordingEvent>(form, "ConferenceRecordingStatusCallback", ["completed"]);
  return ({ call, conference }) => {
    if (isCallRecorded) recordCall(exchange, call, { channels, source: "OutboundAPI", callback });
    if (isConferenceRecorded) recordConference(exchange, conference, call, ofConference);
  };
}
