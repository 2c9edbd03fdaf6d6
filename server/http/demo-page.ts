import { createHash } from "node:crypto";
import { and, asc, eq, isNull } from "drizzle-orm";
import type { RequestHandler } from "express";
import { channels } from "../../db/schema/channels.ts";
import type { Deps } from "../lib/deps.ts";

const style = `
  :root { color-scheme: light dark; font: 16px/1.6 system-ui, sans-serif; }
  body { max-width: 40rem; margin: 0 auto; padding: 4rem 1.25rem; }
  h1 { font-size: 1.75rem; line-height: 1.25; }
  p { opacity: .85; }
`;

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  `style-src 'sha256-${createHash("sha256").update(style).digest("base64")}'`,
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** A plain website of somebody's, with the chat on it: what a newcomer tries first. */
export function demoPage(deps: Deps, connector: string): RequestHandler {
  return async (_request, response) => {
    const channelId = await findFirstChannel(deps, connector);
    response.setHeader("content-security-policy", policy);
    response.setHeader("cache-control", "no-store");
    response.type("html").send(page(channelId));
  };
}

async function findFirstChannel({ db }: Deps, connector: string): Promise<string | undefined> {
  const [row] = await db
    .select({ id: channels.id })
    .from(channels)
    .where(and(eq(channels.connector, connector), eq(channels.isEnabled, true), isNull(channels.archivedAt)))
    .orderBy(asc(channels.createdAt), asc(channels.id))
    .limit(1);
  return row?.id;
}

const page = (channelId: string | undefined) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Green Door Cycles</title>
<link rel="icon" href="data:,">
<style>${style}</style>
</head>
<body>
<h1>Green Door Cycles</h1>
${channelId === undefined ? withoutChat : withChat}
</body>
${channelId === undefined ? "" : `<script src="/widget.js" data-channel="${channelId}" async></script>`}
</html>
`;

const withChat = `<p>This stands for your own website. The button in the corner is the chat that your visitors get:
write something as a visitor would, and answer it from the inbox in another window.</p>
<p>We sell and mend bicycles. New ones, old ones, and those that were left in the rain.</p>`;

const withoutChat = `<p>There is no chat to show yet. Set up the hub first, or switch a web chat channel on, and come back.</p>`;
