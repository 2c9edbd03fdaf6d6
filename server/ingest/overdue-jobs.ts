import type { NewJob } from "./new-job.ts";
import type { NewTask } from "./writes.ts";

type OverdueJob = NewJob<"announceOverdueBetween">;

export interface OverdueJobs {
  /** The jobs that these tasks still lack. */
  missing(tasks: Pick<NewTask, "dueAt">[]): OverdueJob[];
  /** They are committed. */
  added(jobs: OverdueJob[]): void;
}

/** Tasks due within the same five seconds share one job, which looks for them when these are over. */
const spanMs = 5_000;
/** Nearer to its time a job may run before a batch that counts on it is committed. */
const marginMs = 60_000;

/** Adding a job costs a small batch as much as a table does, so it is remembered which ones are there. */
export function createOverdueJobs(now: () => Date): OverdueJobs {
  const known = new Set<number>();
  const isSafe = (span: number) => span * spanMs > now().getTime() + marginMs;
  return {
    missing(tasks) {
      const spans = new Set(tasks.map(({ dueAt }) => Math.floor(Date.parse(dueAt) / spanMs)));
      return [...spans].filter((span) => !known.has(span) || !isSafe(span)).map(jobOf);
    },
    added(jobs) {
      for (const { payload } of jobs) known.add(Date.parse(payload.from) / spanMs);
      for (const span of known) if (!isSafe(span)) known.delete(span);
    },
  };
}

function jobOf(span: number): OverdueJob {
  const from = new Date(span * spanMs).toISOString();
  const until = new Date((span + 1) * spanMs).toISOString();
  return { name: "announceOverdueBetween", payload: { from, until }, runAt: until };
}
