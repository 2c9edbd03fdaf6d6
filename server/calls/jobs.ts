import type { Deps } from "../lib/deps.ts";
import type { JobHandlers } from "../lib/jobs.ts";
import { checkLeg } from "./check-leg.ts";
import { endLostCall } from "./end-lost-call.ts";

export const callsJobs = (deps: Deps): JobHandlers => ({
  checkLeg: (payload) => checkLeg(deps, payload),
  endLostCall: (payload) => endLostCall(deps, payload),
});
