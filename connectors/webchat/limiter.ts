import { Refusal } from "./answer.ts";

export interface Limiter {
  /** @throws Refusal when this key has had its share. */
  take(key: string): void;
}

// Enough for a busy site; beyond it the longest unused are forgotten, so that made-up keys cannot eat the memory.
const maxKeys = 50_000;

/** Token buckets: `count` at once, and as many again spread over `windowMs`. */
export function createLimiter(count: number, windowMs: number, now: () => number = Date.now): Limiter {
  const buckets = new Map<string, { left: number; at: number }>();
  return {
    take(key) {
      const at = now();
      const bucket = buckets.get(key) ?? { left: count, at };
      const left = Math.min(count, bucket.left + ((at - bucket.at) * count) / windowMs);
      // Taken out and put back, the map's order is that of use.
      buckets.delete(key);
      buckets.set(key, { left: left < 1 ? left : left - 1, at });
      if (buckets.size > maxKeys) forgetOldest(buckets);
      if (left < 1) {
        const retryAfterSeconds = ((1 - left) * windowMs) / count / 1000;
        throw new Refusal("rate_limited", "That was a lot at once. Please wait a moment.", {
          retryAfterSeconds,
        });
      }
    },
  };
}

function forgetOldest(buckets: Map<string, unknown>) {
  const [oldest] = buckets.keys();
  if (oldest !== undefined) buckets.delete(oldest);
}
