import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import express, { type RequestHandler, type Response, Router } from "express";
import { packedAssets } from "./packed-assets.ts";
import { withOrigins, withStyleNonce } from "./security-headers.ts";

const built = join(import.meta.dirname, "../../client");

export interface ClientFolders {
  /** The agent's app, as Vite built it. */
  app: string;
  /** Holds `widget.js`, and `widget-call.js` for who calls from it. */
  widget: string;
}

export const clientFolders: ClientFolders = {
  app: join(built, "dist"),
  widget: join(built, "dist-widget"),
};

/** The widget for other people's pages, the app's files, and the app itself for every path that is a screen. */
export function clientRouter(folders: ClientFolders, browserOrigins: () => string[] = () => []): Router {
  const router = Router();
  for (const script of ["widget.js", "widget-call.js"]) {
    router.get(`/${script}`, (_request, response) => {
      response.setHeader("cross-origin-resource-policy", "cross-origin");
      response.setHeader("access-control-allow-origin", "*");
      send(response, folders.widget, script, "public, max-age=300");
    });
  }
  router.use(
    "/assets",
    packedAssets(join(folders.app, "assets")),
    // Their names change with their content.
    express.static(join(folders.app, "assets"), {
      immutable: true,
      maxAge: "1y",
      index: false,
      redirect: false,
    }),
    notHere,
  );
  router.use(
    express.static(folders.app, { index: false, redirect: false, maxAge: "1h", dotfiles: "ignore" }),
  );
  router.get("/{*screen}", async (request, response, next) => {
    // A missing file is not a screen.
    if (/\.\w+$/.test(request.path)) return next();
    const page = await readFile(join(folders.app, "index.html"), "utf8").catch(() => undefined);
    if (page !== undefined) return sendScreen(response, page, browserOrigins());
    response.status(503).type("text").send("The screens are not built yet. Try again in a moment.");
  });
  return router;
}

/** A nonce is for one answer, which nobody keeps. */
function sendScreen(response: Response, page: string, origins: string[]) {
  const nonce = randomBytes(16).toString("base64");
  const policy = String(response.getHeader("content-security-policy"));
  response.setHeader("content-security-policy", withOrigins(withStyleNonce(policy, nonce), origins));
  response.setHeader("cache-control", "no-store");
  response.type("html").send(page.replace("STYLE_NONCE", nonce));
}

const notHere: RequestHandler = (_request, response) => {
  response.status(404).type("text").send("There is nothing here.");
};

function send(response: Response, root: string, file: string, caching: string) {
  response.setHeader("cache-control", caching);
  response.sendFile(file, { root, cacheControl: false });
}
