import { once } from "node:events";
import { pipeline } from "node:stream/promises";
import type { Request, Response } from "express";
import type { Deps } from "../lib/deps.ts";

interface SentFile {
  size: number;
  sha256: string;
}

/** Sends a file's bytes, or one range of them; `headers` are set only once the bytes are there. */
export async function sendFile(
  deps: Pick<Deps, "files">,
  { size, sha256 }: SentFile,
  {
    request,
    response,
    headers,
  }: { request: Request; response: Response; headers: Readonly<Record<string, string>> },
): Promise<void> {
  response.setHeader("etag", `"${sha256}"`);
  if (request.fresh) return void response.status(304).end();
  const asked = readRange(request, size);
  if (asked === "none") {
    return void response.status(416).setHeader("content-range", `bytes */${size}`).end();
  }
  if (request.method === "HEAD" || size === 0) {
    setHeaders(response, headers, { size, asked });
    return void response.end();
  }
  const stream = deps.files.open(sha256, asked);
  // Bytes that are not there fail before the answer has begun.
  await once(stream, "readable");
  setHeaders(response, headers, { size, asked });
  await pipeline(stream, response).catch((error) => {
    if (!response.destroyed) throw error;
  });
}

interface Range {
  start: number;
  end: number;
}

/** One range is served; several, or what cannot be read as one, get the whole. */
function readRange(request: Request, size: number): Range | "none" | undefined {
  const asked = size > 0 ? request.range(size) : undefined;
  if (asked === -1) return "none";
  return Array.isArray(asked) && asked.type === "bytes" && asked.length === 1 ? asked[0] : undefined;
}

function setHeaders(
  response: Response,
  headers: Readonly<Record<string, string>>,
  { size, asked }: { size: number; asked: Range | undefined },
) {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  // What came from outside may say that it is anything.
  response.setHeader("content-security-policy", "default-src 'none'; sandbox");
  response.setHeader("x-content-type-options", "nosniff");
  response.setHeader("accept-ranges", "bytes");
  response.setHeader("content-length", asked ? asked.end - asked.start + 1 : size);
  if (asked) response.status(206).setHeader("content-range", `bytes ${asked.start}-${asked.end}/${size}`);
}
