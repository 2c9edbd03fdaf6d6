import type { Deps } from "../lib/deps.ts";
import type { JobHandlers } from "../lib/jobs.ts";
import { forgetEvents } from "./forget-events.ts";

export const workspaceJobs = (deps: Deps): JobHandlers => ({
  forgetEvents: (_payload, stopping) => forgetEvents(deps, stopping),
});
