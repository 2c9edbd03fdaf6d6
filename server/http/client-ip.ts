import type { IncomingMessage } from "node:http";
import type { Express } from "express";

/** Who is behind the proxies that TRUST_PROXY names; what Express's `request.ip` is, for a bare request. */
export function clientIp(app: Express, request: IncomingMessage): string {
  const trusts: (address: string, hops: number) => boolean = app.get("trust proxy fn");
  const forwarded = [request.headers["x-forwarded-for"] ?? []].flat().join(",");
  const addresses = [request.socket.remoteAddress ?? "", ...forwarded.split(",").reverse()].map((part) =>
    part.trim(),
  );
  const known = addresses.filter(Boolean);
  const end = known.findIndex((address, hops) => !trusts(address, hops));
  return known.at(end === -1 ? known.length - 1 : end) ?? "";
}
