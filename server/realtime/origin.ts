import type { IncomingHttpHeaders } from "node:http";

/** Whether a handshake comes from our own pages. Browsers leave Origin out of same-origin GETs alone, machines always. */
export function isOwnOrigin(headers: IncomingHttpHeaders, publicUrl: string): boolean {
  if (headers.origin === undefined) return headers["sec-fetch-site"] !== "cross-site";
  const origin = URL.parse(headers.origin);
  if (!origin) return false;
  return origin.origin === URL.parse(publicUrl)?.origin || origin.host === headers.host;
}
