import { timingSafeEqual } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { type Request, Router } from "express";
import { collectDefaultMetrics, Histogram, Registry } from "prom-client";
import { AppError } from "../lib/app-error.ts";
import type { Env } from "../lib/env.ts";
import { hashToken } from "../people/secret-token.ts";

const loopback = new Set(["127.0.0.1", "::1", "::ffff:127.0.0.1"]);

/** The process's own figures; other parts add theirs to the same registry. */
export function createMetrics(): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return registry;
}

/** How long answers took, by method and status. */
export function measureRequests(registry: Registry) {
  const seconds = new Histogram({
    name: "switchboard_http_request_seconds",
    help: "Time to answer a request",
    labelNames: ["method", "status"],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
    registers: [registry],
  });
  return ({ method = "" }: IncomingMessage, response: ServerResponse): void => {
    const startedAt = performance.now();
    response.on("finish", () => {
      const status = `${Math.floor(response.statusCode / 100)}xx`;
      seconds.observe({ method, status }, (performance.now() - startedAt) / 1000);
    });
  };
}

/** How long what came in took until it was processed and committed. */
export function measureIngest(registry: Registry, now: () => Date) {
  const seconds = new Histogram({
    name: "switchboard_ingest_seconds",
    help: "Time from taking a message in until its contact, conversation and work are committed",
    buckets: [0.005, 0.01, 0.025, 0.1, 0.5, 2, 10, 60],
    registers: [registry],
  });
  return (items: { receivedAt: Date }[]): void => {
    const processedAt = now().getTime();
    for (const { receivedAt } of items) seconds.observe((processedAt - receivedAt.getTime()) / 1000);
  };
}

export function metricsRouter(registry: Registry, env: Pick<Env, "METRICS_TOKEN" | "TRUST_PROXY">): Router {
  const router = Router();
  router.get("/metrics", async (request, response) => {
    if (!mayRead(request, env)) throw new AppError("forbidden", "Metrics need the token in METRICS_TOKEN.");
    response.type(registry.contentType).send(await registry.metrics());
  });
  return router;
}

/** This machine itself, where no proxy speaks for others; or whoever has the token. */
function mayRead(request: Request, env: Pick<Env, "METRICS_TOKEN" | "TRUST_PROXY">) {
  const isProxied =
    request.headers["x-forwarded-for"] !== undefined || request.headers.forwarded !== undefined;
  if (env.TRUST_PROXY === undefined && !isProxied && loopback.has(request.socket.remoteAddress ?? ""))
    return true;
  if (env.METRICS_TOKEN === undefined) return false;
  const given = Buffer.from(hashToken(request.get("authorization")?.replace(/^Bearer +/i, "") ?? ""));
  return timingSafeEqual(given, Buffer.from(hashToken(env.METRICS_TOKEN)));
}
