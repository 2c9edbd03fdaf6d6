import type { OutgoingHttpHeaders, ServerResponse } from "node:http";
import type { ErrorRequestHandler } from "express";
import pg from "pg";
import type { Logger } from "pino";
import { ConnectorError, type ConnectorErrorKind } from "../../connectors/contract.ts";
import type { ErrorBody, ErrorCode } from "../contract/errors.ts";
import { AppError } from "../lib/app-error.ts";
import { currentRequestId } from "./request-id.ts";
import { writeJson } from "./write-json.ts";

export const statusOf: Record<ErrorCode, number> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  too_large: 413,
  rate_limited: 429,
  unavailable: 503,
  internal: 500,
};

const codeOfConnector: Record<ConnectorErrorKind, ErrorCode> = {
  rejected: "invalid",
  unauthorized: "invalid",
  rate_limited: "rate_limited",
  unavailable: "unavailable",
};

export function errorHandler(log: Logger): ErrorRequestHandler {
  return (thrown, _request, response, _next) => answerError(log, response, thrown);
}

/** Answers with the one error shape; what is nobody's fault but ours is logged with its cause. */
export function answerError(
  log: Logger,
  response: ServerResponse,
  thrown: unknown,
  headers: OutgoingHttpHeaders = {},
): void {
  const error = toAppError(thrown);
  if (error.code === "internal") log.error({ err: thrown }, "a request failed");
  if (error.code === "unavailable") log.warn({ err: thrown }, "a request had to be refused");
  // Too late for an answer.
  if (response.headersSent) response.destroy();
  else writeJson(response, statusOf[error.code], headers, errorBody(error));
}

export function errorBody(error: AppError): ErrorBody {
  const { code, message, fields } = error;
  return { error: { code, message, requestId: currentRequestId(), fields } };
}

function toAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  if (thrown instanceof ConnectorError) return new AppError(codeOfConnector[thrown.kind], thrown.message);
  if (isDatabaseAway(thrown))
    return new AppError("unavailable", "The database does not answer. Try again soon.");
  return fromHttp(thrown) ?? new AppError("internal", "Something went wrong on our side.");
}

/** Express, its body parser and its file server throw errors with a status. */
function fromHttp(thrown: unknown) {
  const status = thrown instanceof Error && "status" in thrown ? Number(thrown.status) : 500;
  if (status === 413) return new AppError("too_large", "That is too large.");
  if (status === 404) return new AppError("not_found", "There is nothing here.");
  if (status >= 400 && status < 500) return new AppError("invalid", "The request cannot be read.");
  return undefined;
}

const awayCodes = new Set(["ECONNREFUSED", "ECONNRESET", "EPIPE", "ENOENT", "55P03", "40001", "40P01"]);

function isDatabaseAway(thrown: unknown): boolean {
  const cause = thrown instanceof Error && thrown.cause instanceof Error ? thrown.cause : thrown;
  if (!(cause instanceof Error)) return false;
  const code = "code" in cause ? String(cause.code) : "";
  if (cause instanceof pg.DatabaseError) return awayCodes.has(code) || /^(57P|08|53)/.test(code);
  return code.startsWith("ECONN") || cause.message.startsWith("Connection terminated");
}
