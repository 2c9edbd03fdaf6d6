import type { Deps } from "../../lib/deps.ts";
import type { JobHandlers } from "../../lib/jobs.ts";
import { transact } from "../../lib/transact.ts";
import { emptyQueue } from "./empty-queue.ts";

export const queuesJobs = (deps: Deps): JobHandlers => ({
  emptyQueue: (payload) => transact(deps, (tx) => emptyQueue(tx, { ...payload, now: deps.clock.now() })),
});
