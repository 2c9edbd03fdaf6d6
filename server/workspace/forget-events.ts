import type { Deps } from "../lib/deps.ts";

const dayMs = 86_400_000;
const atOnce = 5_000;

/** Deletes events older than the workspace keeps them, the oldest first; `batchSize` at a time. */
export async function forgetEvents(
  deps: Pick<Deps, "pool" | "clock">,
  stopping: AbortSignal,
  batchSize = atOnce,
): Promise<void> {
  const days = await keptDays(deps);
  if (days === undefined) return;
  const before = new Date(deps.clock.now().getTime() - days * dayMs);
  for (let isMore = true; isMore && !stopping.aborted; ) {
    const { rowCount } = await deps.pool.query(deleteSql, [before, batchSize]);
    isMore = rowCount === batchSize;
  }
}

async function keptDays(deps: Pick<Deps, "pool">): Promise<number | undefined> {
  const { rows } = await deps.pool.query<{ days: number | null }>(
    `select keep_events_days as days from workspace`,
  );
  return rows[0]?.days ?? undefined;
}

// A beginning of the log without holes, so that its oldest event tells who missed any; and never the newest one, which
// tells how far the log is. What the search has not followed yet stays.
const deleteSql = `
  with oldest as materialized (select seq, at from events order by seq limit $2)
  delete from events where seq < coalesce((select min(seq) from oldest where at >= $1), (select max(seq) + 1 from oldest))
    and seq < (select max(seq) from events)
    and seq <= coalesce((select seq from search_position), 0)`;
