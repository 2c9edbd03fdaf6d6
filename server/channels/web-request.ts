import type { Request as Incoming, Response as Outgoing } from "express";
import { AppError } from "../lib/app-error.ts";
import { readRequest } from "./read-request.ts";

/** Bytes: a file of 25 MB in base64, and what is around it. */
export const largestBody = 36 * 1024 * 1024;
const smallBody = 256 * 1024;

interface Converted {
  request: Request;
  /** What went wrong while the body was read. */
  failure(): AppError | undefined;
}

/** Others are none of a connector's, and some the platform cannot express. */
const methods = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

/** The request as the platform knows it, with its public address; small bodies are read at once, as streams cost more. */
export async function toWebRequest(
  publicUrl: string,
  incoming: Incoming,
  outgoing: Outgoing,
): Promise<Converted> {
  let failure: AppError | undefined;
  const fail = (error: AppError) => {
    failure = error;
    return error;
  };
  const url = publicUrl + targetOf(publicUrl, incoming);
  const { method } = incoming;
  const headers = headersOf(incoming, outgoing);
  const hasBody = method !== "GET" && method !== "HEAD";
  const length = Number(incoming.headers["content-length"] ?? Number.NaN);
  if (hasBody && length <= smallBody) {
    const body = await readSmall(incoming);
    return { request: readRequest(url, { method, headers, body }), failure: () => failure };
  }
  const stream = hasBody ? { body: limited(incoming, fail), duplex: "half" as const } : {};
  return { request: new Request(url, { method, headers, ...stream }), failure: () => failure };
}

/** Path and query; clients may name another host before them. */
function targetOf(publicUrl: string, { method, originalUrl }: Incoming): string {
  if (!methods.has(method)) throw new AppError("invalid", "This takes no such request.");
  if (originalUrl.startsWith("/")) return originalUrl;
  const url = URL.parse(originalUrl, publicUrl);
  if (!url) throw new AppError("invalid", "This takes no such request.");
  return url.pathname + url.search;
}

function readSmall(incoming: Incoming): Promise<Buffer<ArrayBuffer>> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
    incoming.once("end", () => resolve(Buffer.concat(chunks)));
    incoming.once("error", reject);
  });
}

function limited(incoming: Incoming, fail: (error: AppError) => AppError): ReadableStream<Uint8Array> {
  let size = 0;
  const chunks = incoming[Symbol.asyncIterator]();
  return new ReadableStream({
    async pull(controller) {
      try {
        const { done, value } = await chunks.next();
        if (done) return controller.close();
        size += value.length;
        if (size > largestBody) throw fail(new AppError("too_large", "That is too large."));
        controller.enqueue(new Uint8Array(value));
      } catch (error) {
        controller.error(
          error instanceof AppError ? error : fail(new AppError("invalid", "The request broke off.")),
        );
      }
    },
    async cancel() {
      await chunks.return?.();
    },
  });
}

/** Node joins repeated headers of a request itself, all but one that requests do not have. */
const headersOf = (incoming: Incoming, outgoing: Outgoing) => ({
  ...(incoming.headers as Record<string, string>),
  "x-request-id": String(outgoing.getHeader("x-request-id") ?? "none"),
});
