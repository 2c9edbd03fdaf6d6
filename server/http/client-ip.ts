import type { IncomingMessage } from "node:http";
import express from "express";
import findAddress from "proxy-addr";
import type { Env } from "../lib/env.ts";

export type FindClientIp = (request: IncomingMessage) => string;

/** Who is behind the proxies that TRUST_PROXY names; what Express's `request.ip` is, for a bare request. */
export function createClientIp(trustProxy: Env["TRUST_PROXY"]): FindClientIp {
  const app = express().set("trust proxy", trustProxy ?? false);
  const trusts: (address: string, hops: number) => boolean = app.get("trust proxy fn");
  return (request) => findAddress(request, trusts) ?? "";
}
