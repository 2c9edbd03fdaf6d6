import type { JobName, Jobs } from "../lib/jobs.ts";

/** As `graphile_worker.add_jobs` takes them. */
export interface NewJob<Name extends JobName = JobName> {
  name: Name;
  payload: Jobs[Name];
  runAt: string;
}
