import type { Deps } from "../lib/deps.ts";
import type { JobHandlers } from "../lib/jobs.ts";
import { announceOverdue } from "./announce-overdue.ts";
import { announceOverdueBetween } from "./announce-overdue-between.ts";

export const tasksJobs = (deps: Deps): JobHandlers => ({
  announceOverdue: (payload) => announceOverdue(deps, payload),
  announceOverdueBetween: (payload) => announceOverdueBetween(deps, payload),
});
