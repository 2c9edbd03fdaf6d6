import type { Deps } from "../../lib/deps.ts";

/** By queue, in ms; a queue in which nothing was handled is not there. */
export type AverageHandleTimes = ReadonlyMap<string, number>;

const averagesLastMs = 60_000;

/** Of the last day, read anew every minute. */
export function createAverages({ pool }: Pick<Deps, "pool">): (now: number) => Promise<AverageHandleTimes> {
  let known: { at: number; byQueue: AverageHandleTimes } | undefined;
  return async (now) => {
    if (!known || now - known.at > averagesLastMs)
      known = { at: now, byQueue: await readAverages({ pool }, now) };
    return known.byQueue;
  };
}

async function readAverages({ pool }: Pick<Deps, "pool">, now: number): Promise<AverageHandleTimes> {
  const { rows } = await pool.query<{ queueId: string; averageMs: number }>(
    `select queue_id as "queueId", (sum(handle_ms + wrap_up_ms) / sum(handled))::float8 as "averageMs"
    from work_tallies where quarter > $1 and queue_id is not null
    group by queue_id having sum(handled) > 0`,
    [new Date(now - 86_400_000)],
  );
  return new Map(rows.map(({ queueId, averageMs }) => [queueId, averageMs]));
}
