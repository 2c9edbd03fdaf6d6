import type { Deps } from "../lib/deps.ts";
import type { JobHandlers } from "../lib/jobs.ts";
import { announceOverdue } from "./announce-overdue.ts";

export const tasksJobs = (deps: Deps): JobHandlers => ({
  announceOverdue: (payload) => announceOverdue(deps, payload),
  async announceOverdueTasks({ taskIds }) {
    for (const taskId of taskIds) await announceOverdue(deps, { taskId });
  },
});
