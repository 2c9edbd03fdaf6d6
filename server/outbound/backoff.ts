/** Attempts that one order to send gets; the last comes a little over an hour after the first. */
export const mostAttempts = 8;

const firstMs = 5_000;
const longestMs = 40 * 60_000;

/** How long to wait after so many failed attempts: 5 s, 15 s, 45 s … 40 min, give or take a fifth, never less than the provider asks. */
export function backoffMs(failed: number, retryAfterMs = 0, random: () => number = Math.random): number {
  const wait = Math.min(firstMs * 3 ** (failed - 1), longestMs);
  return Math.round(Math.max(wait * (0.8 + 0.4 * random()), retryAfterMs));
}
