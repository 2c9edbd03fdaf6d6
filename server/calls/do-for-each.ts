import type { Deps } from "../lib/deps.ts";

const atOnce = 8;

/**
 * Does the same for many, a few at a time: one for which it fails, or whose carrier does not answer, keeps no other waiting. Gives
 * why it failed.
 * @throws where the database is away
 */
export async function doForEach<One extends string | { id: string }>(
  { pool, log }: Pick<Deps, "pool" | "log">,
  all: readonly One[],
  work: (one: One) => Promise<unknown>,
): Promise<unknown[]> {
  const failures: unknown[] = [];

  async function attempt(one: One) {
    try {
      await work(one);
    } catch (err) {
      // Where the database is away, nothing else will go either.
      await pool.query("select");
      log.error({ err, one }, "One call of many could not be changed; it is tried again soon");
      failures.push(err);
    }
  }

  for (let from = 0; from < all.length; from += atOnce)
    await Promise.all(all.slice(from, from + atOnce).map(attempt));
  return failures;
}
