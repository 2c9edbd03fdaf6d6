import { randomUUID } from "node:crypto";
import type { RequestHandler } from "express";
import { requestContext } from "../lib/request-context.ts";

const sane = /^[\w.-]{8,64}$/;

/** One id for the answer, its error and every log line; a sane one that came with the request is kept. */
export const requestId: RequestHandler = (request, response, next) => {
  const given = request.get("x-request-id") ?? "";
  const id = sane.test(given) ? given : randomUUID();
  response.setHeader("x-request-id", id);
  requestContext.run({ requestId: id }, next);
};

export const currentRequestId = (): string => requestContext.getStore()?.requestId ?? "none";
