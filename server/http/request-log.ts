import type { RequestHandler } from "express";
import type { Logger } from "pino";

/** One line per answer: never bodies, query strings, headers or the tokens that some paths carry. */
export function requestLog(log: Logger): RequestHandler {
  return (request, response, next) => {
    const startedAt = performance.now();
    // A request that was cut off knows its sender no longer.
    const { ip } = request;
    response.on("close", () => {
      log.info(
        {
          method: request.method,
          path: withoutSecrets(request.originalUrl),
          status: response.statusCode,
          isCut: !response.writableFinished,
          ms: Math.round((performance.now() - startedAt) * 10) / 10,
          ip,
        },
        "answered",
      );
    });
    next();
  };
}

function withoutSecrets(url: string) {
  const path = url.split("?", 1)[0] ?? "";
  return path.replace(/\/(access|access-links|inbound)\/.*/, "/$1/…").slice(0, 200);
}
