import type { Deps } from "../lib/deps.ts";
import type { JobHandlers } from "../lib/jobs.ts";
import { forgetFiles } from "./forget-files.ts";

export const filesJobs = (deps: Deps): JobHandlers => ({
  forgetFiles: (_payload, stopping) => forgetFiles(deps, stopping),
});
