import type { Deps } from "../lib/deps.ts";
import type { JobHandlers } from "../lib/jobs.ts";
import { forgetSignIns } from "./forget-sign-ins.ts";

export const peopleJobs = (deps: Deps): JobHandlers => ({
  forgetSignIns: () => forgetSignIns(deps),
});
