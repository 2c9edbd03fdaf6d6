import type { IncomingHttpHeaders } from "node:http";

const safeMethods = new Set(["GET", "HEAD", "OPTIONS"]);

export const isSafeMethod = (method: string): boolean => safeMethods.has(method);

/**
 * Whether a request comes from the hub's own pages, or from no page at all. The hub answers at any address that
 * leads to it, so its own origin is the host that was asked, or the public one behind a proxy.
 */
export function isFromOwnPage(headers: IncomingHttpHeaders, publicUrl: string): boolean {
  const { origin, host } = headers;
  if (origin !== undefined) return origin === publicUrl || URL.parse(origin)?.host === host?.toLowerCase();
  const site = headers["sec-fetch-site"];
  return site === undefined || site === "same-origin" || site === "none";
}
