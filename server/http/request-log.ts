import type { IncomingMessage, ServerResponse } from "node:http";
import type { Logger } from "pino";

/** One line per answer: never bodies, query strings, headers or the tokens that some paths carry. */
export function requestLog(log: Logger) {
  return ({ method, url = "" }: IncomingMessage, response: ServerResponse, ip: string): void => {
    if (!log.isLevelEnabled("info")) return;
    const startedAt = performance.now();
    response.on("close", () => {
      log.info(
        {
          method,
          path: withoutSecrets(url),
          status: response.statusCode,
          isCut: !response.writableFinished,
          ms: Math.round((performance.now() - startedAt) * 10) / 10,
          ip,
        },
        "answered",
      );
    });
  };
}

function withoutSecrets(url: string) {
  const path = url.split("?", 1)[0] ?? "";
  return path.replace(/\/(access|access-links|inbound)\/.*/, "/$1/…").slice(0, 200);
}
