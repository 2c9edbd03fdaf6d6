import { randomUUID } from "node:crypto";
import type { WebhookRequest } from "../contract.ts";
import { done, problem, Refusal } from "./answer.ts";
import type { Chat } from "./chat.ts";
import { getFile, postFile } from "./files.ts";
import { getTimeline, postDetails, postMessage, postRead } from "./messages.ts";
import { isOwnHost } from "./origins.ts";
import { getConfig, postSession } from "./session.ts";
import { readToken, type Visitor } from "./token.ts";
import { postCall } from "./voice/post-call.ts";
import { postPiece } from "./voice/post-piece.ts";

export interface Ask {
  chat: Chat;
  request: WebhookRequest;
  url: URL;
  ip: string;
  /** The asking page's origin where it is the hub's own by another name than its public one. */
  extraOrigin: string | undefined;
  fileId: string;
}

export interface VisitorAsk extends Ask {
  visitor: Visitor;
}

type Handler = (ask: Ask) => Promise<Response>;

const routes: Record<string, Handler> = {
  "GET /config": getConfig,
  "POST /session": postSession,
  "POST /messages": withVisitor(postMessage),
  "GET /timeline": withVisitor(getTimeline),
  "POST /read": withVisitor(postRead),
  "POST /details": withVisitor(postDetails),
  "POST /calls": withVisitor(postCall),
  "POST /voicemail": withVisitor(postPiece),
  "POST /files": withVisitor(postFile),
  "GET /files/:id": getFile,
};

/** All that widgets ask over HTTP, from any site that the channel lists. */
export async function answer(chat: Chat, request: WebhookRequest, ip: string): Promise<Response> {
  const requestId = request.headers.get("x-request-id") ?? randomUUID();
  const url = new URL(request.url);
  const origin = request.headers.get("origin") ?? undefined;
  const isListed = chat.origins.allows(origin);
  const isAllowed = isListed || isOwnHost(origin, request.headers.get("host") ?? url.host);
  const ask = { chat, request, url, ip, extraOrigin: isListed ? undefined : origin };
  const response = await settle(isAllowed ? run(ask) : refuseSite(), requestId);
  // A refused site may read that it is: the answer holds nothing else, and its owner sees what to do.
  return withHeaders(response, origin);
}

async function run(ask: Omit<Ask, "fileId">): Promise<Response> {
  const { request, url } = ask;
  if (request.method === "OPTIONS") return done();
  const path = /\/inbound(\/.*)$/.exec(url.pathname)?.[1] ?? "/";
  const fileId = /^\/files\/([\da-f-]{36})$/.exec(path)?.[1] ?? "";
  const handler = routes[`${request.method} ${fileId ? "/files/:id" : path}`];
  if (!handler) throw new Refusal("not_found", "There is nothing here.");
  return handler({ ...ask, fileId });
}

async function refuseSite(): Promise<Response> {
  throw new Refusal(
    "forbidden",
    "This site may not show this chat. An admin can list it in the channel's settings.",
  );
}

/** What is no refusal is the hub's to answer. */
async function settle(work: Promise<Response>, requestId: string): Promise<Response> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Refusal) return problem(error, requestId);
    throw error;
  }
}

function withVisitor(handler: (ask: VisitorAsk) => Promise<Response>): Handler {
  return (ask) => {
    const token = ask.request.headers.get("authorization")?.replace(/^Bearer /, "");
    return handler({ ...ask, visitor: readToken(token, ask.chat.context.sign) });
  };
}

function withHeaders(response: Response, origin: string | undefined): Response {
  const { headers } = response;
  headers.append("vary", "Origin");
  if (!origin) return response;
  headers.set("access-control-allow-origin", origin);
  headers.set("access-control-allow-methods", "GET, POST");
  headers.set("access-control-allow-headers", "authorization, content-type");
  headers.set("access-control-expose-headers", "retry-after");
  headers.set("access-control-max-age", "7200");
  return response;
}
