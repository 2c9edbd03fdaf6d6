import type { IncomingMessage } from "node:http";
import express from "express";
import type { Env } from "../lib/env.ts";

export type FindClientIp = (request: IncomingMessage) => string;

/** Who is behind the proxies that TRUST_PROXY names; what Express's `request.ip` is, for a bare request. */
export function createClientIp(trustProxy: Env["TRUST_PROXY"]): FindClientIp {
  const trusts: (address: string, hops: number) => boolean = express()
    .set("trust proxy", trustProxy ?? false)
    .get("trust proxy fn");
  return ({ headers, socket }) => {
    const nearest = socket.remoteAddress ?? "";
    const forwarded = headers["x-forwarded-for"];
    if (forwarded === undefined) return nearest;
    const parts = [nearest, ...[forwarded].flat().join(",").split(",").reverse()];
    const known = parts.map((part) => part.trim()).filter(Boolean);
    const end = known.findIndex((address, hops) => !trusts(address, hops));
    return known.at(end === -1 ? known.length - 1 : end) ?? "";
  };
}
