import type { Deps } from "../lib/deps.ts";
import type { JobHandlers } from "../lib/jobs.ts";
import { forgetSnapshots } from "./forget-snapshots.ts";

export const boardJobs = (deps: Deps): JobHandlers => ({
  forgetSnapshots: () => forgetSnapshots(deps),
});
