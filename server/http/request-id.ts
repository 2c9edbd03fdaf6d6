import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { requestContext } from "../lib/request-context.ts";

const sane = /^[\w.-]{8,64}$/;

/** One id for the answer, its error and every log line; a sane one that came with the request is kept. */
export function requestIdOf({ headers }: IncomingMessage): string {
  const given = headers["x-request-id"];
  return typeof given === "string" && sane.test(given) ? given : randomUUID();
}

export const currentRequestId = (): string => requestContext.getStore()?.requestId ?? "none";
