import type { IncomingMessage } from "node:http";
import type { WebhookRequest } from "../../connectors/contract.ts";
import { AppError } from "../lib/app-error.ts";
import { ReadRequest } from "./read-request.ts";

/** Bytes: a file of 25 MB in base64, and what is around it. */
export const largestBody = 36 * 1024 * 1024;
const smallBody = 256 * 1024;

interface Converted {
  request: WebhookRequest;
  /** What went wrong while the body was read. */
  failure?(): AppError | undefined;
}

/** Others are none of a connector's, and some the platform cannot express. */
const methods = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

/** The request as the platform knows it, with its public address; small bodies are read at once, as streams cost more. */
export async function toWebRequest(publicUrl: string, incoming: IncomingMessage): Promise<Converted> {
  const { method = "" } = incoming;
  const url = publicUrl + targetOf(publicUrl, incoming);
  // Node joins repeated headers of a request itself, all but one that requests do not have.
  const headers = incoming.headers as Record<string, string>;
  if (method === "GET" || method === "HEAD") return { request: new Request(url, { method, headers }) };
  const length = Number(incoming.headers["content-length"] ?? Number.NaN);
  if (length <= smallBody) {
    return { request: new ReadRequest({ url, method, headers, body: await readSmall(incoming) }) };
  }
  let failure: AppError | undefined;
  const body = limited(incoming, (error) => {
    failure = error;
    return error;
  });
  const stream = { body, duplex: "half" as const };
  return { request: new Request(url, { method, headers, ...stream }), failure: () => failure };
}

/** Path and query; clients may name another host before them. */
function targetOf(publicUrl: string, { method = "", url = "" }: IncomingMessage): string {
  if (!methods.has(method)) throw new AppError("invalid", "This takes no such request.");
  if (url.startsWith("/")) return url;
  const parsed = URL.parse(url, publicUrl);
  if (!parsed) throw new AppError("invalid", "This takes no such request.");
  return parsed.pathname + parsed.search;
}

function readSmall(incoming: IncomingMessage): Promise<Buffer<ArrayBuffer>> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer<ArrayBuffer>[] = [];
    incoming.on("data", (chunk) => chunks.push(chunk));
    incoming.once("end", () => {
      const [only] = chunks;
      resolve(only && chunks.length === 1 ? only : Buffer.concat(chunks));
    });
    incoming.once("error", reject);
  });
}

function limited(
  incoming: IncomingMessage,
  fail: (error: AppError) => AppError,
): ReadableStream<Uint8Array<ArrayBuffer>> {
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
