import type { Deps } from "../lib/deps.ts";
import type { JobHandlers } from "../lib/jobs.ts";
import { askAgain } from "./ask-again.ts";
import { checkLeg } from "./check-leg.ts";
import { endLostCall } from "./end-lost-call.ts";
import { hearEnds } from "./hear-ends.ts";
import { moveCallers } from "./move-callers.ts";
import { giveUpCall } from "./outgoing/give-up-call.ts";

export const callsJobs = (deps: Deps): JobHandlers => ({
  checkLeg: (payload) => checkLeg(deps, payload),
  moveCallers: (payload) => moveCallers(deps, payload),
  askAgain: (payload) => askAgain(deps, payload),
  giveUpCall: (payload) => giveUpCall(deps, payload),
  endLostCall: (payload) => endLostCall(deps, payload),
  hearEnds: (_payload, stopping) => hearEnds(deps, stopping),
});
