import { z } from "zod";
import {
  createDocument,
  type ZodOpenApiContentObject,
  type ZodOpenApiOperationObject,
  type ZodOpenApiPathsObject,
} from "zod-openapi";
import type { Endpoint } from "../contract/endpoint.ts";
import { ErrorBody, type ErrorCode } from "../contract/errors.ts";
import { endpoints } from "../contract/index.ts";
import { statusOf } from "./error-handler.ts";

/** The OpenAPI 3.1 description of everything in the contract. */
export function describeApi(cookieName: string): ReturnType<typeof createDocument> {
  return createDocument({
    openapi: "3.1.0",
    info: {
      title: "Switchboard",
      version: "1",
      description:
        "Everything that the screens do. Machines send an API key as a bearer token; it acts as the person who made it, within its scopes.",
    },
    servers: [{ url: "/api/v1" }],
    tags: tagsOf(),
    components: {
      securitySchemes: {
        session: { type: "apiKey", in: "cookie", name: cookieName, description: "Set by signing in." },
        apiKey: { type: "http", scheme: "bearer", description: "An API key: `sb_…`." },
      },
    },
    paths: pathsOf(),
  });
}

function tagsOf() {
  const names = new Set(Object.values(endpoints).map(({ tag }) => tag));
  return [...names].map((name) => ({ name }));
}

function pathsOf(): ZodOpenApiPathsObject {
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  for (const [key, endpoint] of Object.entries<Endpoint>(endpoints)) {
    const [method = "", path = ""] = key.split(" ");
    const template = path.replace(/:(\w+)/g, "{$1}");
    paths[template] ??= {};
    paths[template][method.toLowerCase()] = operation(key, endpoint);
  }
  return paths;
}

function operation(key: string, endpoint: Endpoint): ZodOpenApiOperationObject {
  return {
    operationId: key.replace(/\W+(\w)?/g, (_, letter: string = "") => letter.toUpperCase()),
    summary: endpoint.summary,
    description: whoMay(endpoint),
    tags: [endpoint.tag],
    security: securityOf(endpoint),
    requestParams: {
      ...(endpoint.params && { path: endpoint.params }),
      ...(endpoint.query && { query: endpoint.query }),
    },
    requestBody: bodyOf(key, endpoint),
    responses: { ...answersOf(endpoint), ...errorsOf(endpoint) },
  };
}

function whoMay({ scope, role }: Endpoint) {
  const who = role === undefined ? "" : ` Role: ${role}${role === "supervisor" ? " or admin" : ""}.`;
  if (scope === "public") return "Open to everybody.";
  return scope === "session" ? `Needs a session.${who}` : `Scope: \`${scope}\`.${who}`;
}

function securityOf({ scope }: Endpoint): Record<string, string[]>[] {
  if (scope === "public") return [];
  return scope === "session" ? [{ session: [] }] : [{ session: [] }, { apiKey: [] }];
}

function bodyOf(key: string, { body }: Endpoint): ZodOpenApiOperationObject["requestBody"] {
  if (body !== undefined) return { required: true, content: { "application/json": { schema: body } } };
  const content = bytes[key];
  return content && { required: true, content };
}

/** What takes no JSON. */
const bytes: Record<string, ZodOpenApiContentObject> = {
  "POST /files": {
    "multipart/form-data": { schema: z.object({ file: z.string().meta({ format: "binary" }) }) },
  },
  "PUT /segments/:id/pieces/:number": {
    "application/octet-stream": { schema: z.string().meta({ format: "binary" }) },
  },
};

function answersOf({ response, status }: Endpoint): ZodOpenApiOperationObject["responses"] {
  if (response === undefined) return { [`${status ?? 204}`]: { description: "Done." } };
  return {
    [`${status ?? 200}`]: { description: "Done.", content: { "application/json": { schema: response } } },
  };
}

function errorsOf({ scope, params }: Endpoint): ZodOpenApiOperationObject["responses"] {
  const codes: ErrorCode[] = ["invalid", "forbidden", "conflict", "too_large", "rate_limited", "internal"];
  if (scope !== "public") codes.push("unauthenticated");
  if (params !== undefined) codes.push("not_found");
  return Object.fromEntries(
    codes.map((code) => [
      `${statusOf[code]}`,
      { description: `\`${code}\``, content: { "application/json": { schema: ErrorBody } } },
    ]),
  );
}
