import type { Exchange } from "../exchange.ts";
import { fetchAccount } from "./account.ts";
import {
  createApplication,
  deleteApplication,
  fetchApplication,
  listApplications,
  updateApplication,
} from "./applications.ts";
import { deleteCall, fetchCall, listCalls, updateCall } from "./calls.ts";
import { fetchConference, listConferences, updateConference } from "./conferences.ts";
import { createCall } from "./create-call.ts";
import { createParticipant } from "./create-participant.ts";
import { fetchMember, listMembers, updateMember } from "./members.ts";
import { fetchNumber, listNumbers, updateNumber } from "./numbers.ts";
import { deleteParticipant, fetchParticipant, listParticipants, updateParticipant } from "./participants.ts";
import { createQueue, deleteQueue, fetchQueue, listQueues, updateQueue } from "./queues.ts";
import {
  createCallRecording,
  deleteRecording,
  fetchMedia,
  fetchRecording,
  listRecordings,
  updateRecording,
} from "./recordings.ts";
import type { Handler } from "./request.ts";

/** Paths below the account's, without `.json`. */
export const routes: Record<string, Handler> = {
  "GET ": fetchAccount,
  "GET Calls": listCalls,
  "POST Calls": createCall,
  "GET Calls/:callSid": fetchCall,
  "POST Calls/:callSid": updateCall,
  "DELETE Calls/:callSid": deleteCall,
  "GET Calls/:callSid/Recordings": listRecordings,
  "POST Calls/:callSid/Recordings": createCallRecording,
  "GET Calls/:callSid/Recordings/:sid": fetchRecording,
  "POST Calls/:callSid/Recordings/:sid": updateRecording,
  "DELETE Calls/:callSid/Recordings/:sid": deleteRecording,
  "GET Conferences": listConferences,
  "GET Conferences/:conferenceSid": fetchConference,
  "POST Conferences/:conferenceSid": updateConference,
  "GET Conferences/:conferenceSid/Participants": listParticipants,
  "POST Conferences/:conferenceSid/Participants": createParticipant,
  "GET Conferences/:conferenceSid/Participants/:callSid": fetchParticipant,
  "POST Conferences/:conferenceSid/Participants/:callSid": updateParticipant,
  "DELETE Conferences/:conferenceSid/Participants/:callSid": deleteParticipant,
  "GET Conferences/:conferenceSid/Recordings": listRecordings,
  "GET Conferences/:conferenceSid/Recordings/:sid": fetchRecording,
  "POST Conferences/:conferenceSid/Recordings/:sid": updateRecording,
  "DELETE Conferences/:conferenceSid/Recordings/:sid": deleteRecording,
  "GET Recordings": listRecordings,
  "GET Recordings/:sid": fetchRecording,
  "DELETE Recordings/:sid": deleteRecording,
  "GET Queues": listQueues,
  "POST Queues": createQueue,
  "GET Queues/:queueSid": fetchQueue,
  "POST Queues/:queueSid": updateQueue,
  "DELETE Queues/:queueSid": deleteQueue,
  "GET Queues/:queueSid/Members": listMembers,
  "GET Queues/:queueSid/Members/:callSid": fetchMember,
  "POST Queues/:queueSid/Members/:callSid": updateMember,
  "GET Applications": listApplications,
  "POST Applications": createApplication,
  "GET Applications/:sid": fetchApplication,
  "POST Applications/:sid": updateApplication,
  "DELETE Applications/:sid": deleteApplication,
  "GET IncomingPhoneNumbers": listNumbers,
  "GET IncomingPhoneNumbers/:sid": fetchNumber,
  "POST IncomingPhoneNumbers/:sid": updateNumber,
};

interface Found {
  /** As it stands in the list; undefined for media, which no description speaks of. */
  route?: string;
  handler: Handler;
  params: Record<string, string>;
}

export function findRoute(exchange: Exchange, method: string, path: string): Found | undefined {
  const [, accountSid, rest = "", ending] =
    /^\/2010-04-01\/Accounts\/([^/.]+)(?:\/(.+?))?(\.json|\.wav)?$/.exec(path) ?? [];
  if (accountSid !== exchange.accountSid) return undefined;
  const media = /^Recordings\/([^/]+)$/.exec(rest)?.[1];
  if (media && ending !== ".json" && method === "GET") return { handler: fetchMedia, params: { sid: media } };
  if (ending !== ".json") return undefined;
  for (const [route, handler] of Object.entries(routes)) {
    const params = match(route, `${method} ${rest}`);
    if (params) return { route, handler, params };
  }
  return undefined;
}

function match(route: string, asked: string): Record<string, string> | undefined {
  const parts = asked.split("/");
  const params: Record<string, string> = {};
  const names = route.split("/");
  if (names.length !== parts.length) return undefined;
  for (const [index, name] of names.entries()) {
    const part = parts[index] ?? "";
    if (name.startsWith(":")) params[name.slice(1)] = part;
    else if (name !== part) return undefined;
  }
  return params;
}
