import type { JobName, Jobs } from "../lib/jobs.ts";

/** As `graphile_worker.add_jobs` takes them. */
export interface NewJob<Name extends JobName = JobName> {
  name: Name;
  payload: Jobs[Name];
  runAt: string;
  /** One that waits under the same key takes its place; a list is added to the other's. */
  key?: string;
}
