import express, { type Request, type RequestHandler, type Response } from "express";
import { AppError } from "../lib/app-error.ts";

export const defaultBodyLimit = 256 * 1024;
const readers = new Map<number, RequestHandler>();

/** The JSON body, or undefined when none was sent. @throws AppError for another kind, broken JSON or too many bytes. */
export async function readJson(request: Request, response: Response, limit: number): Promise<unknown> {
  if (!hasBody(request)) return undefined;
  if (!request.is("application/json")) {
    throw new AppError("invalid", "Send the body as JSON, with the content type application/json.");
  }
  await new Promise<void>((resolve, reject) => {
    readerOf(limit)(request, response, (error?: unknown) =>
      error ? reject(explain(error, limit)) : resolve(),
    );
  });
  return request.body;
}

function hasBody({ headers }: Request) {
  return headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;
}

function readerOf(limit: number) {
  const reader = readers.get(limit) ?? express.json({ limit, strict: false });
  readers.set(limit, reader);
  return reader;
}

function explain(error: unknown, limit: number): unknown {
  const type = error instanceof Error && "type" in error ? error.type : undefined;
  if (type === "entity.too.large") {
    return new AppError("too_large", `The body may have ${Math.floor(limit / 1024)} kB at most.`);
  }
  if (type === "entity.parse.failed") return new AppError("invalid", "The body is not valid JSON.");
  return error;
}
