import type { calls } from "../../../db/schema/calls.ts";

type Call = typeof calls.$inferSelect;

/** What its queue's rule means for a call; one of no queue is not recorded. */
export const ruleOf = (
  recordingRule: Call["recordingRule"] = "never",
): Pick<Call, "recordingRule" | "isPaused"> => ({
  recordingRule,
  // On demand nothing is recorded until somebody asks for it.
  isPaused: recordingRule === "onDemand",
});
