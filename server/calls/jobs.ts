import type { Deps } from "../lib/deps.ts";
import type { JobHandlers } from "../lib/jobs.ts";
import { askAgain } from "./asks/ask-again.ts";
import { checkLeg } from "./legs/check-leg.ts";
import { endLostCall } from "./lost/end-lost-call.ts";
import { hearEnds } from "./lost/hear-ends.ts";
import { giveUpCall } from "./outgoing/give-up-call.ts";
import { moveCallers } from "./queue/move-callers.ts";

export const callsJobs = (deps: Deps): JobHandlers => ({
  checkLeg: (payload) => checkLeg(deps, payload),
  moveCallers: (payload) => moveCallers(deps, payload),
  askAgain: (payload) => askAgain(deps, payload),
  giveUpCall: (payload) => giveUpCall(deps, payload),
  endLostCall: (payload) => endLostCall(deps, payload),
  hearEnds: (_payload, stopping) => hearEnds(deps, stopping),
});
