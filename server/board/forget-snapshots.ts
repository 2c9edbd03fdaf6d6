import type { Deps } from "../lib/deps.ts";

const dayMs = 86_400_000;
/** For so long a past minute is rebuilt from what happened in at most a few. */
const allKeptMs = 2 * dayMs;

/** Deletes snapshots that the log no longer goes on from, and of older ones all but the first of each hour. */
export async function forgetSnapshots({ pool, clock }: Pick<Deps, "pool" | "clock">): Promise<void> {
  await pool.query(
    `delete from floor_snapshots where seq + 1 < (select min(seq) from events)
      and at < (select max(at) from floor_snapshots)`,
  );
  await pool.query(
    `delete from floor_snapshots s where s.at < $1 and exists (
      select from floor_snapshots f where f.at >= date_trunc('hour', s.at) and f.at < s.at and f.version = s.version)`,
    [new Date(clock.now().getTime() - allKeptMs)],
  );
}
