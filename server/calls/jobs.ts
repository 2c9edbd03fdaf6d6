import type { Deps } from "../lib/deps.ts";
import type { JobHandlers } from "../lib/jobs.ts";
import { checkLeg } from "./check-leg.ts";
import { endLostCall } from "./end-lost-call.ts";
import { giveUpCall } from "./outgoing/give-up-call.ts";

export const callsJobs = (deps: Deps): JobHandlers => ({
  checkLeg: (payload) => checkLeg(deps, payload),
  giveUpCall: (payload) => giveUpCall(deps, payload),
  endLostCall: (payload) => endLostCall(deps, payload),
});
