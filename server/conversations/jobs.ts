import type { Deps } from "../lib/deps.ts";
import type { JobHandlers } from "../lib/jobs.ts";
import { forgetUndos } from "./forget-undos.ts";
import { wakeConversation } from "./wake.ts";

export const conversationsJobs = (deps: Deps): JobHandlers => ({
  wakeConversation: (payload) => wakeConversation(deps, payload),
  forgetUndos: () => forgetUndos(deps),
});
