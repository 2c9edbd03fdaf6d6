import { destination, type Logger, pino } from "pino";
import type { Env } from "./env.ts";
import { requestContext } from "./request-context.ts";

/** JSON lines on stderr; stdout belongs to what people read. */
export function createLogger(level: Env["LOG_LEVEL"]): Logger {
  const mixin = () => requestContext.getStore() ?? {};
  return pino({ level, timestamp: pino.stdTimeFunctions.isoTime, mixin }, destination(2));
}
