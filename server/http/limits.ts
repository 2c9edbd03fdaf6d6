import { createHash } from "node:crypto";
import type { Request, RequestHandler, Response } from "express";
import {
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterRedis,
  RateLimiterRes,
} from "rate-limiter-flexible";
import { AppError } from "../lib/app-error.ts";

const quarterHour = 900;

/** How often, per key and window in seconds. */
const rules = {
  /** Failed sign-ins of one address: an office may sit behind it. */
  signInAddress: { points: 50, duration: quarterHour },
  /** Failed sign-ins with one email, and wrong passwords and codes of one person. */
  signInAccount: { points: 10, duration: quarterHour },
  setup: { points: 20, duration: quarterHour },
  accessLinks: { points: 60, duration: quarterHour },
  api: { points: 30_000, duration: 60 },
};
export type LimitName = keyof typeof rules;
export type LimitRules = Partial<Record<LimitName, { points: number; duration: number }>>;
type RedisClient = ConstructorParameters<typeof RateLimiterRedis>[0]["storeClient"];

export type Limits = Record<LimitName, RateLimiterAbstract>;

/** Counts in memory, or in Redis for all nodes together; while Redis is away each node counts for itself. */
export function createLimits(options: { redis?: RedisClient; rules?: LimitRules } = {}): Limits {
  const make = (name: LimitName): RateLimiterAbstract => {
    const rule = { keyPrefix: `limit:${name}`, ...(options.rules?.[name] ?? rules[name]) };
    const memory = new RateLimiterMemory(rule);
    if (options.redis === undefined) return memory;
    const shared = { storeClient: options.redis, useRedisPackage: true, insuranceLimiter: memory };
    return new RateLimiterRedis({ ...rule, ...shared });
  };
  return {
    signInAddress: make("signInAddress"),
    signInAccount: make("signInAccount"),
    setup: make("setup"),
    accessLinks: make("accessLinks"),
    api: make("api"),
  };
}

/** @throws AppError `rate_limited`, with `Retry-After` on the answer. */
export async function spend(limiter: RateLimiterAbstract, key: string, response: Response): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    response.setHeader("retry-after", Math.ceil(refusal.msBeforeNext / 1000));
    throw new AppError("rate_limited", "Too many attempts. Wait a little and try again.");
  }
}

export const addressOf = (request: Request): string => request.ip ?? "unknown";

/** Emails and the like are counted without being kept. */
export const hidden = (key: string): string => createHash("sha256").update(key).digest("base64url");

export function limitByAddress(limiter: RateLimiterAbstract): RequestHandler {
  return async (request, response, next) => {
    await spend(limiter, addressOf(request), response);
    next();
  };
}
