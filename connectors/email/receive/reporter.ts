import type { EmailContext } from "./email-context.ts";

/** Tells the hub how fetching goes: well only when it does so in every folder. */
export interface Reporter {
  fetched(folder: string, lagMs?: number): void;
  failed(folder: string, words: string): void;
  /** What failed there is over. */
  forget(folder: string): void;
}

const restMs = 3_000;

export function createReporter(context: Pick<EmailContext, "report">): Reporter {
  const errors = new Map<string, string>();
  let lag: number | undefined;
  let reportedAt = 0;
  return {
    fetched(folder, lagMs) {
      const isNews = errors.delete(folder);
      lag = lagMs === undefined ? lag : Math.max(lagMs, lag ?? 0);
      if (!isNews && Date.now() - reportedAt < restMs) return;
      const [error] = errors.values();
      const report = { fetchedAt: new Date().toISOString(), ...(lag !== undefined && { lagMs: lag }) };
      lag = undefined;
      reportedAt = Date.now();
      context.report({ ...report, ...(error !== undefined && { error }) });
    },
    failed(folder, words) {
      errors.set(folder, words);
      reportedAt = 0;
      context.report({ error: words });
    },
    forget: (folder) => void errors.delete(folder),
  };
}
