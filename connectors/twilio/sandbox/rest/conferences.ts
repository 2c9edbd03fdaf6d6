import { apiVersion } from "../calls/call-fields.ts";
import { announce } from "../conferences/announce.ts";
import type { Conference } from "../conferences/conference.ts";
import { endConference } from "../conferences/leave.ts";
import { rfc2822 } from "../rfc2822.ts";
import { page } from "./page.ts";
import { endpointIn, type Handler, isAsked, isWithin, type RestRequest } from "./request.ts";
import { notFound, RestError } from "./rest-error.ts";

export const listConferences: Handler = (request) => {
  const { exchange, query } = request;
  const asked = [...exchange.conferences.values()].filter(
    (conference) =>
      isAsked(query, "FriendlyName", conference.name) &&
      isAsked(query, "Status", conference.status) &&
      isWithin(query, "DateCreated", conference.createdAt) &&
      isWithin(query, "DateUpdated", conference.updatedAt),
  );
  return page(request, "conferences", asked.reverse(), (conference) => present(request, conference));
};

export const fetchConference: Handler = (request) => ({
  status: 200,
  body: present(request, getConference(request)),
});

export const updateConference: Handler = (request) => {
  const { exchange, form } = request;
  const conference = getConference(request);
  if (conference.status === "completed") throw new RestError(400, 21220, "The conference is completed.");
  const announcement = endpointIn(form, "AnnounceUrl", "AnnounceMethod", 21205);
  if (announcement) void announce(exchange, conference, undefined, announcement);
  if (form.get("Status") === "completed") endConference(exchange, conference, "conference-ended-via-api");
  return { status: 200, body: present(request, conference) };
};

export function getConference({ exchange, params, path }: RestRequest): Conference {
  const conference = exchange.conferences.get(params.conferenceSid ?? "");
  if (!conference) throw notFound(path);
  return conference;
}

function present({ exchange }: RestRequest, conference: Conference) {
  const below = `/2010-04-01/Accounts/${exchange.accountSid}/Conferences/${conference.sid}`;
  return {
    sid: conference.sid,
    account_sid: exchange.accountSid,
    friendly_name: conference.name,
    api_version: apiVersion,
    status: conference.status,
    region: "us1",
    date_created: rfc2822(conference.createdAt),
    date_updated: rfc2822(conference.updatedAt),
    reason_conference_ended: conference.ending?.reason ?? null,
    call_sid_ending_conference: conference.ending?.callSid ?? null,
    uri: `${below}.json`,
    subresource_uris: { participants: `${below}/Participants.json`, recordings: `${below}/Recordings.json` },
  };
}
