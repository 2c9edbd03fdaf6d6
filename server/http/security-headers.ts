import { IncomingMessage, ServerResponse } from "node:http";
import { Socket } from "node:net";
import helmet from "helmet";

/**
 * For every answer. The hub is also used on plain HTTP in a local network, where a browser told to upgrade or to
 * remember HTTPS would find nothing; so both are said only where the public address is HTTPS.
 */
export function securityHeaders(isHttps: boolean): Record<string, string> {
  const response = new ServerResponse(new IncomingMessage(new Socket()));
  helmet({
    contentSecurityPolicy: { useDefaults: false, directives: contentSecurityPolicy(isHttps) },
    strictTransportSecurity: isHttps ? { maxAge: 31_536_000 } : false,
    // Browsers ignore both outside HTTPS and localhost, and say so in the console.
    crossOriginOpenerPolicy: isHttps,
    originAgentCluster: isHttps,
    referrerPolicy: { policy: "same-origin" },
    xFrameOptions: { action: "deny" },
  })(response.req, response, () => {});
  return { ...(response.getHeaders() as Record<string, string>), "permissions-policy": permissionsPolicy };
}

/**
 * For a page whose component library makes style elements, which carry the nonce, and sets style attributes. Only what is
 * too old to tell these two apart looks at the first.
 */
export const withStyleNonce = (policy: string, nonce: string): string =>
  policy.replace(
    "style-src 'self'",
    `style-src 'self' 'unsafe-inline';style-src-elem 'self' 'nonce-${nonce}';style-src-attr 'unsafe-inline'`,
  );

/** For a page that connects to others besides the hub. */
export const withOrigins = (policy: string, origins: string[]): string =>
  policy.replace("connect-src 'self'", ["connect-src 'self'", ...origins].join(" "));

const permissionsPolicy = "camera=(), geolocation=(), payment=(), usb=(), microphone=(self)";

const contentSecurityPolicy = (isHttps: boolean) => ({
  "default-src": ["'self'"],
  "style-src": ["'self'"],
  "img-src": ["'self'", "data:", "blob:"],
  "font-src": ["'self'", "data:"],
  "media-src": ["'self'", "blob:"],
  "connect-src": ["'self'"],
  "object-src": ["'none'"],
  "base-uri": ["'none'"],
  "form-action": ["'self'"],
  "frame-ancestors": ["'none'"],
  ...(isHttps ? { "upgrade-insecure-requests": [] } : {}),
});
