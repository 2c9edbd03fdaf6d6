import type { RequestListener } from "node:http";
import express, { type RequestHandler, Router } from "express";
import type { Registry } from "prom-client";
import { AppError } from "../lib/app-error.ts";
import type { Deps } from "../lib/deps.ts";
import type { Env } from "../lib/env.ts";
import { type Auth, authPath } from "../people/auth.ts";
import { authRouter } from "./auth-routes.ts";
import { buildRouter } from "./build-router.ts";
import { demoPage } from "./demo-page.ts";
import { docsRouter } from "./docs.ts";
import { errorHandler } from "./error-handler.ts";
import { createFront, type Door } from "./front.ts";
import { healthRouter } from "./health.ts";
import { createLimits, type Limits, limitByAddress } from "./limits.ts";
import { createMetrics, metricsRouter } from "./metrics.ts";
import type { Handlers } from "./route.ts";
import { type ClientFolders, clientFolders, clientRouter } from "./static-client.ts";

export interface AppOptions {
  env: Pick<Env, "PUBLIC_URL" | "TRUST_PROXY" | "METRICS_TOKEN">;
  auth: Auth;
  handlers: Handlers[];
  /** Answers for a recording's sound what needs no question to the database, and passes on the rest. */
  passes: { serve: RequestHandler<{ id: string }> };
  /** Where providers deliver to; it reads the bytes itself. */
  door: Door;
  /** What the agent's app may connect to besides the hub. */
  browserOrigins?: () => string[];
  /** Which connector's first channel the demo page shows. */
  demo: { connector: string };
  limits?: Limits;
  metrics?: Registry;
  client?: ClientFolders;
  isStopping?: () => boolean;
  requireAll?: boolean;
  checkAnswers?: boolean;
}

export function createApp(deps: Deps, options: AppOptions): RequestListener {
  const { env, auth, limits = createLimits(), metrics = createMetrics() } = options;
  const app = express();
  app.disable("x-powered-by");
  // Hashing every answer costs more than it saves; files have their own.
  app.set("etag", () => undefined);
  app.set("trust proxy", env.TRUST_PROXY ?? false);

  app.use(healthRouter(deps.pool, options.isStopping ?? (() => false)));
  app.use(metricsRouter(metrics, env));
  app.use(authPath, authRouter(deps, auth, limits), nothingHere);
  app.get("/api/v1/recordings/:id/audio", limitByAddress(limits.api), options.passes.serve);
  app.use("/api/v1", apiRouter(deps, options, limits), nothingHere);
  app.use("/api", docsRouter(auth.cookieName), nothingHere);
  app.get("/demo", demoPage(deps, options.demo.connector));
  app.use(clientRouter(options.client ?? clientFolders, options.browserOrigins), nothingHere);
  app.use(errorHandler(deps.log));
  return createFront({ env, log: deps.log, metrics, door: options.door, rest: app });
}

function apiRouter(deps: Deps, options: AppOptions, limits: Limits): Router {
  const router = Router();
  router.use(limitByAddress(limits.api), noStore);
  router.post("/setup", limitByAddress(limits.setup));
  router.all("/access-links/:token", limitByAddress(limits.accessLinks));
  router.use(buildRouter(deps, options));
  return router;
}

const noStore: RequestHandler = (_request, response, next) => {
  response.setHeader("cache-control", "no-store");
  next();
};

const nothingHere: RequestHandler = () => {
  throw new AppError("not_found", "There is nothing here.");
};
