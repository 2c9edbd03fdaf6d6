import { type Member, waitSeconds } from "../queues/queue.ts";
import { rfc2822 } from "../rfc2822.ts";
import { followCall } from "../twiml/follow-call.ts";
import { page } from "./page.ts";
import { getQueue } from "./queues.ts";
import type { Handler, RestRequest } from "./request.ts";
import { notFound, RestError } from "./rest-error.ts";
import { startIn } from "./start-in.ts";

export const listMembers: Handler = (request) =>
  page(request, "queue_members", getQueue(request).members, (member) => present(request, member));

export const fetchMember: Handler = (request) => ({
  status: 200,
  body: present(request, getMember(request)),
});

/** Takes a call out of its queue, to go on elsewhere. */
export const updateMember: Handler = (request) => {
  const member = getMember(request);
  const start = startIn(request);
  if (!start) throw new RestError(400, 21205, "Url parameter is required.");
  const body = present(request, member);
  void followCall(request.exchange, member.call, start);
  return { status: 200, body };
};

function getMember(request: RestRequest): Member {
  const { members } = getQueue(request);
  const { callSid } = request.params;
  const member = callSid === "Front" ? members[0] : members.find(({ call }) => call.sid === callSid);
  if (!member) throw notFound(request.path);
  return member;
}

function present(request: RestRequest, member: Member) {
  const { exchange } = request;
  const queue = getQueue(request);
  return {
    call_sid: member.call.sid,
    queue_sid: queue.sid,
    date_enqueued: rfc2822(member.enqueuedAt),
    position: queue.members.indexOf(member) + 1,
    wait_time: waitSeconds(exchange, member),
    uri: `/2010-04-01/Accounts/${exchange.accountSid}/Queues/${queue.sid}/Members/${member.call.sid}.json`,
  };
}
