import { once } from "node:events";
import { pipeline } from "node:stream/promises";
import type { Request, Response } from "express";
import type { Deps } from "../lib/deps.ts";
import type { Access } from "../permissions/access.ts";
import { getFile, type ServedFile } from "./queries.ts";
import { isSafePicture } from "./safe-picture.ts";

interface FileCall {
  access: Access;
  params: { id: string };
  request: Request;
  response: Response;
}

/** Sends a file's bytes: a safe picture to be shown, anything else only to be downloaded. @throws AppError not_found */
export async function serveFile(deps: Deps, { access, params, request, response }: FileCall): Promise<void> {
  const file = await getFile(deps, access, params.id);
  response.setHeader("etag", `"${file.sha256}"`);
  // Asked for anew each time, as what somebody may see can change; the bytes need not travel again.
  response.setHeader("cache-control", "private, no-cache");
  if (request.fresh) return void response.status(304).end();
  const asked = readRange(request, file.size);
  if (asked === "none") {
    return void response.status(416).setHeader("content-range", `bytes */${file.size}`).end();
  }
  if (request.method === "HEAD" || file.size === 0) {
    setHeaders(response, file, asked);
    return void response.end();
  }
  const stream = deps.files.open(file.sha256, asked);
  // Bytes that are not there fail before the answer has begun.
  await once(stream, "readable");
  setHeaders(response, file, asked);
  await pipeline(stream, response).catch((error) => {
    if (!response.destroyed) throw error;
  });
}

interface Range {
  start: number;
  end: number;
}

function setHeaders(response: Response, { name, contentType, size }: ServedFile, range: Range | undefined) {
  const isPicture = isSafePicture(contentType);
  response.setHeader("content-type", isPicture ? contentType : "application/octet-stream");
  response.setHeader("content-disposition", `${isPicture ? "inline" : "attachment"}; ${nameParts(name)}`);
  response.setHeader("content-security-policy", "default-src 'none'; sandbox");
  response.setHeader("x-content-type-options", "nosniff");
  response.setHeader("accept-ranges", "bytes");
  response.setHeader("content-length", range ? range.end - range.start + 1 : size);
  if (range) response.status(206).setHeader("content-range", `bytes ${range.start}-${range.end}/${size}`);
}

/** A name in both forms of RFC 6266. */
function nameParts(name: string): string {
  const ascii = name.replace(/[^\x20-\x7e]|["\\%]/g, "_");
  const utf8 = encodeURIComponent(name).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `filename="${ascii}"; filename*=UTF-8''${utf8}`;
}

/** One range is served; several, or what cannot be read as one, get the whole. */
function readRange(request: Request, size: number): Range | "none" | undefined {
  const asked = size > 0 ? request.range(size) : undefined;
  if (asked === -1) return "none";
  return Array.isArray(asked) && asked.type === "bytes" && asked.length === 1 ? asked[0] : undefined;
}
