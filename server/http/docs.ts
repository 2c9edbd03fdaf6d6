import { createRequire } from "node:module";
import { dirname } from "node:path";
import express, { Router } from "express";
import { describeApi } from "./openapi.ts";

const swaggerFolder = dirname(createRequire(import.meta.url).resolve("swagger-ui-dist/package.json"));

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  // Swagger UI styles its elements in place.
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** `/api/openapi.json`, and `/api/docs` to read it. */
export function docsRouter(cookieName: string): Router {
  const router = Router();
  let description: string | undefined;
  router.get("/openapi.json", (_request, response) => {
    description ??= JSON.stringify(describeApi(cookieName));
    response.type("json").send(description);
  });
  router.get(/^\/docs$/, (_request, response) => response.redirect(308, "/api/docs/"));
  router.use("/docs", (_request, response, next) => {
    response.setHeader("content-security-policy", policy);
    next();
  });
  router.get("/docs/", (_request, response) => void response.type("html").send(page));
  router.get("/docs/start.js", (_request, response) => void response.type("js").send(start));
  router.use("/docs", express.static(swaggerFolder, { index: false, redirect: false, maxAge: "1d" }));
  return router;
}

const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Switchboard API</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="swagger-ui.css">
</head>
<body>
<div id="docs"></div>
<script src="swagger-ui-bundle.js"></script>
<script src="start.js"></script>
</body>
</html>
`;

const start = `SwaggerUIBundle({
  url: "/api/openapi.json",
  dom_id: "#docs",
  deepLinking: true,
  docExpansion: "none",
  validatorUrl: null,
});
`;
