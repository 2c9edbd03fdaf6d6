import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export interface Site {
  url: string;
  stop(): Promise<void>;
}

/** Somebody's own website on another origin, whose policy allows the hub's script and requests and nothing else. */
export async function startSite(hubUrl: string, channelId: string): Promise<Site> {
  const server = createServer((request, response) => {
    const policy = `default-src 'none'; script-src ${hubUrl}; connect-src ${hubUrl}; base-uri 'none'; form-action 'none'`;
    response.setHeader("content-security-policy", policy);
    response.setHeader("cross-origin-embedder-policy", "require-corp");
    response.setHeader("content-type", "text/html; charset=utf-8");
    if (request.url === "/favicon.ico") return void response.writeHead(204).end();
    const { user, hash } = Object.fromEntries(new URL(request.url ?? "/", hubUrl).searchParams);
    const signed = user ? `data-user="${user}" data-user-hash="${hash}"` : "";
    response.end(`<!doctype html><html lang="en"><title>Oak &amp; Sons</title>
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <h1>Oak &amp; Sons</h1><p>We make tables.</p><button>Buy</button>
      <script src="${hubUrl}/widget.js" data-channel="${channelId}" ${signed} async></script></html>`);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
