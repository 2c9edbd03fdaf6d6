import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Request, Response } from "express";
import { type ByteRange, parseRange } from "../../../recordings/parse-range.ts";
import { RecordingError } from "../../../recordings/recording-error.ts";
import { notFound } from "../../lib/app-error.ts";
import type { Deps } from "../../lib/deps.ts";
import type { RecordingRow } from "./present.ts";

export interface Sending {
  row: RecordingRow;
  request: Request;
  response: Response;
}

/** Sends a recording or a range of it to who was found to be allowed to hear it. @throws AppError not_found */
export async function sendRecording(
  deps: Pick<Deps, "recordings">,
  { row, request, response }: Sending,
): Promise<void> {
  const tag = `"${row.sha256}"`;
  response.setHeader("etag", tag);
  // Asked for anew each time, as who may hear it can change; the bytes need not travel again.
  response.setHeader("cache-control", "private, no-cache");
  if (request.fresh) return void response.status(304).end();
  const asked = isOfAnother(request, tag) ? "whole" : parseRange(request.headers.range, row.size);
  if (asked === "unsatisfiable") {
    return void response.status(416).setHeader("content-range", `bytes */${row.size}`).end();
  }
  if (request.method === "HEAD") return void setHeaders(response, row, asked).end();
  const stream = await open(deps, row.key ?? "", asked);
  setHeaders(response, row, asked);
  await pipeline(stream, response).catch((error) => {
    if (!response.destroyed) throw error;
  });
}

/** A part of what stood here before would not fit to the rest (RFC 9110 §13.1.5). */
const isOfAnother = ({ headers }: Request, tag: string) =>
  headers["if-range"] !== undefined && headers["if-range"] !== tag;

/** Fails before the answer has begun where the sound is not there. */
async function open(
  { recordings }: Pick<Deps, "recordings">,
  key: string,
  asked: ByteRange | "whole",
): Promise<Readable> {
  try {
    return await recordings.read(key, asked === "whole" ? {} : { range: asked });
  } catch (error) {
    if (error instanceof RecordingError && error.problem === "notThere") throw notFound("recording");
    throw error;
  }
}

function setHeaders(response: Response, row: RecordingRow, asked: ByteRange | "whole"): Response {
  const { start, end } = asked === "whole" ? { start: 0, end: row.size - 1 } : asked;
  response.setHeader("content-type", row.contentType);
  response.setHeader("content-disposition", `inline; filename="${fileName(row)}"`);
  response.setHeader("content-security-policy", "default-src 'none'; sandbox");
  response.setHeader("accept-ranges", "bytes");
  response.setHeader("content-length", end - start + 1);
  if (asked !== "whole") {
    response.status(206).setHeader("content-range", `bytes ${start}-${end}/${row.size}`);
  }
  return response;
}

function fileName({ kind, createdAt, contentType }: RecordingRow): string {
  const at = createdAt.toISOString().slice(0, 16).replace(/[T:]/g, "-");
  return `${kind}-${at}.${contentType.split("/")[1] ?? "bin"}`;
}
