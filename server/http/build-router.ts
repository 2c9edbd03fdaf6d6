import { isDeepStrictEqual } from "node:util";
import { type Request, type Response, Router } from "express";
import type { Endpoint } from "../contract/endpoint.ts";
import { endpoints } from "../contract/index.ts";
import { AppError } from "../lib/app-error.ts";
import type { Deps } from "../lib/deps.ts";
import type { Auth } from "../people/auth.ts";
import type { Access } from "../permissions/access.ts";
import { authenticate, refuseForeignPage } from "./authenticate.ts";
import { parseInput, strictly } from "./parse-call.ts";
import { defaultBodyLimit, readJson } from "./read-json.ts";
import type { Handlers } from "./route.ts";

export interface RouterOptions {
  auth: Auth;
  handlers: Handlers[];
  /** Refuses to start while an endpoint has no handler; else says so in the log. */
  requireAll?: boolean;
  /** Parses answers too and fails where they differ from the contract; for tests. */
  checkAnswers?: boolean;
}

type AnyHandler = (call: {
  access: Access | undefined;
  params: unknown;
  query: unknown;
  body: unknown;
  request: Request;
  response: Response;
}) => Promise<unknown>;

/** Everything of the contract under /api/v1: who asks, may they, is it well-formed; then the domain's handler. */
export function buildRouter(deps: Deps, options: RouterOptions): Router {
  const router = Router({ caseSensitive: true });
  const handlers = mergeHandlers(options.handlers);
  const missing: string[] = [];
  for (const [key, endpoint] of Object.entries(endpoints)) {
    const handler = handlers.get(key);
    if (handler === undefined) missing.push(key);
    else mount(router, key, answering(deps, options, endpoint, handler));
  }
  if (missing.length > 0) complain(deps, missing, options.requireAll ?? false);
  return router;
}

function answering(deps: Deps, options: RouterOptions, endpoint: Endpoint, handler: AnyHandler) {
  const schemas = {
    params: strictly(endpoint.params),
    query: strictly(endpoint.query),
    body: strictly(endpoint.body),
  };
  return async (request: Request, response: Response) => {
    refuseForeignPage(deps, request);
    const access =
      endpoint.scope === "public" ? undefined : await authenticate(deps, options.auth, request, response);
    if (access !== undefined) refuseUnlessAllowed(access, endpoint);
    const answer = await handler({
      access,
      params: parseInput(schemas.params, request.params),
      query: parseInput(schemas.query, request.query),
      body: await bodyOf(endpoint, schemas.body, request, response),
      request,
      response,
    });
    if (response.headersSent) return;
    if (endpoint.response === undefined) return void response.status(endpoint.status ?? 204).end();
    if (options.checkAnswers) checkAnswer(endpoint, answer);
    response.status(endpoint.status ?? 200).json(answer);
  };
}

const rank = { agent: 0, supervisor: 1, admin: 2 };

function refuseUnlessAllowed(access: Access, { scope, role }: Endpoint) {
  if (rank[access.role] < rank[role ?? "agent"]) throw new AppError("forbidden", "You may not do this.");
  if (access.scopes === undefined || scope === "public") return;
  if (scope === "session") throw new AppError("forbidden", "An API key cannot do this; sign in.");
  if (!access.scopes.includes(scope)) {
    throw new AppError("forbidden", `This API key does not have the scope ${scope}.`);
  }
}

/** An endpoint without a body schema gets the request unread: it may be a file. */
async function bodyOf(
  endpoint: Endpoint,
  schema: ReturnType<typeof strictly>,
  request: Request,
  response: Response,
) {
  if (endpoint.body === undefined) return undefined;
  return parseInput(schema, await readJson(request, response, endpoint.bodyLimit ?? defaultBodyLimit));
}

function checkAnswer({ response }: Endpoint, answer: unknown) {
  const sent: unknown = JSON.parse(JSON.stringify(answer));
  const known = response?.parse(sent);
  if (!isDeepStrictEqual(known, sent))
    throw new Error("The answer has fields that the contract does not know.");
}

function mount(router: Router, key: string, handle: (request: Request, response: Response) => Promise<void>) {
  const [method = "", path = ""] = key.split(" ");
  if (method === "GET") router.get(path, handle);
  else if (method === "POST") router.post(path, handle);
  else if (method === "PUT") router.put(path, handle);
  else if (method === "PATCH") router.patch(path, handle);
  else router.delete(path, handle);
}

function mergeHandlers(all: Handlers[]): Map<string, AnyHandler> {
  const merged = new Map<string, AnyHandler>();
  for (const [key, handler] of all.flatMap((handlers) => Object.entries(handlers))) {
    if (merged.has(key)) throw new Error(`Two handlers for ${key}.`);
    merged.set(key, asAnyHandler(handler));
  }
  return merged;
}

/** Safe because what a handler gets was parsed with the very schemas that its type is made of. */
const asAnyHandler = (handler: unknown): AnyHandler => handler as AnyHandler;

function complain(deps: Deps, missing: string[], isFatal: boolean) {
  if (isFatal) throw new Error(`No handler for: ${missing.join(", ")}.`);
  deps.log.warn({ missing }, "endpoints without a handler");
}
