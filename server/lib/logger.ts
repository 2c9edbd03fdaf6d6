import { destination, type Logger, pino } from "pino";
import type { Env } from "./env.ts";

/** JSON lines on stderr; stdout belongs to what people read. */
export function createLogger(level: Env["LOG_LEVEL"]): Logger {
  return pino({ level, timestamp: pino.stdTimeFunctions.isoTime }, destination(2));
}
