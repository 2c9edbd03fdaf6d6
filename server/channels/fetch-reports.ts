import type { FetchReport } from "../../connectors/contract.ts";
import type { Deps } from "../lib/deps.ts";

const flushMs = 5_000;
/** As much as the column holds. */
const longestLagMs = 2 ** 31 - 1;

/** How channels that fetch get on; written together every few seconds, an error and its end at once. */
export interface FetchReports {
  note(channelId: string, report: FetchReport): void;
  /** The last report of a channel that fetches. */
  latest(channelId: string): Latest | undefined;
  stop(): Promise<void>;
}

export interface Latest {
  fetchedAt: Date | undefined;
  error: string | undefined;
}

export function createFetchReports(deps: Pick<Deps, "pool" | "log">): FetchReports {
  const unwritten = new Map<string, FetchReport>();
  const latest = new Map<string, Latest>();
  const failing = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> = Promise.resolve();

  async function write() {
    const rows = [...unwritten].map(([id, { error = null, ...report }]) => ({ id, ...report, error }));
    unwritten.clear();
    await deps.pool
      .query(
        `update channels c set fetched_at = greatest(c.fetched_at, r."fetchedAt"),
          fetch_lag_ms = coalesce(r."lagMs", c.fetch_lag_ms), fetch_error = r.error
        from jsonb_to_recordset($1) as r(id uuid, "fetchedAt" timestamptz, "lagMs" int, error text) where c.id = r.id`,
        [JSON.stringify(rows)],
      )
      .catch((err) => deps.log.warn({ err }, "How channels fetch could not be kept"));
  }

  function flush() {
    clearTimeout(timer);
    timer = undefined;
    if (unwritten.size > 0) writing = writing.then(write);
    return writing;
  }

  return {
    note(channelId, report) {
      const lagMs = report.lagMs === undefined ? {} : { lagMs: Math.min(report.lagMs, longestLagMs) };
      unwritten.set(channelId, { ...unwritten.get(channelId), error: undefined, ...report, ...lagMs });
      const fetchedAt = report.fetchedAt ? new Date(report.fetchedAt) : latest.get(channelId)?.fetchedAt;
      latest.set(channelId, { fetchedAt, error: report.error });
      const isNews = failing.has(channelId) !== (report.error !== undefined);
      if (report.error === undefined) failing.delete(channelId);
      else failing.add(channelId);
      if (isNews) void flush();
      else timer ??= setTimeout(flush, flushMs);
    },
    latest: (channelId) => latest.get(channelId),
    async stop() {
      await flush();
    },
  };
}
