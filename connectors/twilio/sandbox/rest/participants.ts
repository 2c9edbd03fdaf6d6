import { announce } from "../conferences/announce.ts";
import { changeParticipant } from "../conferences/change-participant.ts";
import type { Participant } from "../conferences/conference.ts";
import { leave } from "../conferences/leave.ts";
import { getConference } from "./conferences.ts";
import { page } from "./page.ts";
import { changesIn } from "./participant-settings.ts";
import { presentParticipant } from "./present-participant.ts";
import { endpointIn, type Handler, isAsked, type RestRequest } from "./request.ts";
import { notFound } from "./rest-error.ts";

export const listParticipants: Handler = (request) => {
  const { exchange, query } = request;
  const asked = getConference(request).participants.filter(
    ({ muted, hold, coaching }) =>
      isAsked(query, "Muted", String(muted)) &&
      isAsked(query, "Hold", String(hold)) &&
      isAsked(query, "Coaching", String(coaching)),
  );
  return page(request, "participants", asked, (participant) => presentParticipant(exchange, participant));
};

export const fetchParticipant: Handler = (request) => ({
  status: 200,
  body: presentParticipant(request.exchange, getParticipant(request)),
});

export const updateParticipant: Handler = (request) => {
  const { exchange, form } = request;
  const participant = getParticipant(request);
  changeParticipant(exchange, participant, changesIn(request, participant));
  const announcement = endpointIn(form, "AnnounceUrl", "AnnounceMethod", 21205);
  if (announcement) void announce(exchange, participant.conference, participant, announcement);
  return { status: 200, body: presentParticipant(exchange, participant) };
};

export const deleteParticipant: Handler = (request) => {
  leave(request.exchange, getParticipant(request), "participant_kicked");
  return { status: 204 };
};

/** By the call's sid or the participant's label. */
function getParticipant(request: RestRequest): Participant {
  const asked = request.params.callSid;
  const participant = getConference(request).participants.find(
    ({ call, label }) => call.sid === asked || (label && label === asked),
  );
  if (!participant) throw notFound(request.path);
  return participant;
}
