import type { z } from "zod";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** What an API key must be allowed, beside what its person may do; `none` is for sessions alone. */
export const scopes = [
  "conversations:read",
  "conversations:write",
  "contacts:read",
  "contacts:write",
  "deals:read",
  "deals:write",
  "tasks:read",
  "tasks:write",
  "channels:read",
  "channels:write",
  "people:read",
  "people:write",
  "routing:read",
  "routing:write",
] as const;
export type Scope = (typeof scopes)[number];

export interface Endpoint {
  summary: string;
  /** Groups endpoints in the description. */
  tag: string;
  /** `public` needs no sign-in, `session` refuses API keys. */
  scope: Scope | "session" | "public";
  /** At least this role; people without it get `forbidden`. */
  role?: "supervisor" | "admin";
  params?: z.ZodObject;
  query?: z.ZodObject;
  body?: z.ZodType;
  /** Bytes of JSON; 256 kB unless said. */
  bodyLimit?: number;
  /** Absent is 204. */
  response?: z.ZodType;
  /** 200 unless said. */
  status?: 201 | 202;
}

/** `"PUT /conversations/:id/assignee"` → what it takes and gives. */
export type Endpoints = Record<`${Method} /${string}`, Endpoint>;
