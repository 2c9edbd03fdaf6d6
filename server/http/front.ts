import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import type { Logger } from "pino";
import type { Registry } from "prom-client";
import type { Env } from "../lib/env.ts";
import { requestContext } from "../lib/request-context.ts";
import { createClientIp } from "./client-ip.ts";
import { measureRequests } from "./metrics.ts";
import { requestIdOf } from "./request-id.ts";
import { requestLog } from "./request-log.ts";
import { securityHeaders } from "./security-headers.ts";

/** Takes all that is under a channel's address, its body unread. Answers whatever happens, and never rejects. */
export type Door = (request: IncomingMessage, response: ServerResponse, knock: Knock) => Promise<void>;

export interface Knock {
  channelId: string;
  ip: string;
  /** What every answer says; names in lower case. */
  headers: Record<string, string>;
}

export interface FrontOptions {
  env: Pick<Env, "PUBLIC_URL" | "TRUST_PROXY">;
  log: Logger;
  metrics: Registry;
  door: Door;
  /** Answers all else. */
  rest: RequestListener;
}

/** What holds for every request and answer. Channels are served from here: routing costs as much as taking a message in. */
export function createFront({ env, log, metrics, door, rest }: FrontOptions): RequestListener {
  const clientIp = createClientIp(env.TRUST_PROXY);
  const logAnswer = requestLog(log);
  const measure = measureRequests(metrics);
  const usual = securityHeaders(env.PUBLIC_URL?.startsWith("https:") ?? false);
  return (request, response) => {
    const requestId = requestIdOf(request);
    request.headers["x-request-id"] = requestId;
    const headers = { ...usual, "x-request-id": requestId };
    const ip = clientIp(request);
    logAnswer(request, response, ip);
    measure(request, response);
    requestContext.run({ requestId }, () => {
      const channelId = channelIn(request.url ?? "");
      if (channelId !== undefined) return void door(request, response, { channelId, ip, headers });
      for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
      rest(request, response);
    });
  };
}

/** Clients may name a host before the path. */
const inbound = /^(?:[a-z][a-z\d+.-]*:\/\/[^/?#]*)?\/api\/v1\/channels\/([^/?#]+)\/inbound(?=[/?#]|$)/i;

const channelIn = (url: string): string | undefined => inbound.exec(url)?.[1];
