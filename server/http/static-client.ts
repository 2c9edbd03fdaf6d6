import { existsSync } from "node:fs";
import { join } from "node:path";
import express, { type RequestHandler, type Response, Router } from "express";
import { packedAssets } from "./packed-assets.ts";

const built = join(import.meta.dirname, "../../client");

export interface ClientFolders {
  /** The agent's app, as Vite built it. */
  app: string;
  /** Holds `widget.js`. */
  widget: string;
}

export const clientFolders: ClientFolders = {
  app: join(built, "dist"),
  widget: join(built, "dist-widget"),
};

/** The widget for other people's pages, the app's files, and the app itself for every path that is a screen. */
export function clientRouter(folders: ClientFolders): Router {
  const router = Router();
  router.get("/widget.js", (_request, response) => {
    response.setHeader("cross-origin-resource-policy", "cross-origin");
    response.setHeader("access-control-allow-origin", "*");
    send(response, folders.widget, "widget.js", "public, max-age=300");
  });
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
  router.get("/{*screen}", (request, response, next) => {
    // A missing file is not a screen.
    if (/\.\w+$/.test(request.path)) return next();
    if (!existsSync(join(folders.app, "index.html"))) {
      return void response
        .status(503)
        .type("text")
        .send("The screens are not built yet. Try again in a moment.");
    }
    send(response, folders.app, "index.html", "no-cache");
  });
  return router;
}

const notHere: RequestHandler = (_request, response) => {
  response.status(404).type("text").send("There is nothing here.");
};

function send(response: Response, root: string, file: string, caching: string) {
  response.setHeader("cache-control", caching);
  response.sendFile(file, { root, cacheControl: false });
}
