import { Agent as HttpAgent, type IncomingMessage, request as overHttp } from "node:http";
import { Agent as HttpsAgent, request as overHttps } from "node:https";
import { ConnectorError } from "../contract.ts";
import { lookup, refuseLiteral } from "./addresses.ts";

export interface Answer {
  status: number;
  /** At most 64 kB of it. */
  body: string;
  retryAfterMs?: number;
}

export interface Post {
  (url: string, headers: Record<string, string>, body: string): Promise<Answer>;
  close(): void;
}

const timeoutMs = 15_000;
const bodyLimit = 64 * 1024;

/** Posts without following redirects; connections are kept and reused until `close`. */
export function createPost(): Post {
  const agents = {
    "http:": new HttpAgent({ keepAlive: true }),
    "https:": new HttpsAgent({ keepAlive: true }),
  };
  const post = (address: string, headers: Record<string, string>, body: string) => {
    const url = new URL(address);
    refuseLiteral(url);
    const isSecure = url.protocol === "https:";
    return new Promise<Answer>((resolve, reject) => {
      const signal = AbortSignal.timeout(timeoutMs);
      const options = {
        method: "POST",
        agent: agents[isSecure ? "https:" : "http:"],
        headers: { ...headers, "Content-Length": Buffer.byteLength(body) },
        lookup,
        signal,
      };
      const fail = (error: Error) => reject(asConnectorError(error, signal.aborted));
      const outgoing = (isSecure ? overHttps : overHttp)(url, options, (response) => {
        readAnswer(response).then(resolve, fail);
      });
      outgoing.on("error", fail);
      outgoing.end(body);
    });
  };
  return Object.assign(post, {
    close() {
      for (const agent of Object.values(agents)) agent.destroy();
    },
  });
}

async function readAnswer(response: IncomingMessage): Promise<Answer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response) {
    chunks.push(chunk);
    size += chunk.length;
    // Leaving the loop destroys the response, and with it the connection.
    if (size > bodyLimit) break;
  }
  const body = Buffer.concat(chunks).subarray(0, bodyLimit).toString("utf8");
  return {
    status: response.statusCode ?? 0,
    body,
    retryAfterMs: retryAfter(response.headers["retry-after"]),
  };
}

/** Seconds, or a date (RFC 9110, 10.2.3). */
function retryAfter(header: string | undefined): number | undefined {
  if (!header) return undefined;
  const ms = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now();
  return Number.isFinite(ms) && ms > 0 ? ms : undefined;
}

function asConnectorError(error: Error, isLate: boolean): ConnectorError {
  if (error instanceof ConnectorError) return error;
  if (isLate)
    return new ConnectorError("unavailable", "The webhook did not answer within 15 seconds.", {
      cause: error,
    });
  const code = "code" in error ? String(error.code) : error.message;
  return new ConnectorError("unavailable", `The webhook cannot be reached (${code}).`, { cause: error });
}
