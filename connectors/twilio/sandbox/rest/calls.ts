import type { Call } from "../calls/call.ts";
import { isOver } from "../calls/change-status.ts";
import { endCall } from "../calls/end-call.ts";
import { followCall } from "../twiml/follow-call.ts";
import { page } from "./page.ts";
import { presentCall } from "./present-call.ts";
import { type Handler, isAsked, isWithin, type RestRequest } from "./request.ts";
import { notFound, notInProgress, RestError } from "./rest-error.ts";
import { startIn } from "./start-in.ts";

export const listCalls: Handler = (request) => {
  const { exchange, query } = request;
  const asked = [...exchange.calls.values()].filter(
    (call) =>
      isAsked(query, "To", call.to) &&
      isAsked(query, "From", call.from) &&
      isAsked(query, "ParentCallSid", call.parentCallSid) &&
      isAsked(query, "Status", call.status) &&
      isWithin(query, "StartTime", call.answeredAt) &&
      isWithin(query, "EndTime", call.endedAt),
  );
  return page(request, "calls", asked.reverse(), (call) => presentCall(exchange, call));
};

export const fetchCall: Handler = (request) => ({
  status: 200,
  body: presentCall(request.exchange, getCall(request)),
});

/** Sends a call elsewhere or ends it. */
export const updateCall: Handler = (request) => {
  const { exchange, form } = request;
  const call = getCall(request);
  if (isOver(call)) throw notInProgress();
  const start = startIn(request);
  if (start && call.status !== "in-progress") throw notInProgress();
  const status = form.get("Status");
  if (status && status !== "completed" && status !== "canceled")
    throw new RestError(400, 21220, `Status ${status} is not valid.`);
  if (status === "canceled" && call.status === "in-progress") throw notInProgress();
  if (status) endCall(exchange, call, status === "canceled" ? status : undefined);
  else if (start) void followCall(exchange, call, start);
  return { status: 200, body: presentCall(exchange, call) };
};

export const deleteCall: Handler = (request) => {
  const call = getCall(request);
  if (!isOver(call)) throw new RestError(409, 20009, "A call in progress cannot be deleted.");
  request.exchange.calls.delete(call.sid);
  return { status: 204 };
};

export function getCall({ exchange, params, path }: RestRequest): Call {
  const call = exchange.calls.get(params.callSid ?? "");
  if (!call) throw notFound(path);
  return call;
}
