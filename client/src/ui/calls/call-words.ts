import type { Call } from "../../../../server/contract/calls.ts";
import { t } from "../../lib/i18n.ts";
import type { Meaning } from "../status-word.tsx";

/** How it came out, or how it is while it goes on. */
export function callWords(call: Call, queueName: string | undefined): string {
  if (call.outcome) return t(`calls.outcome.${call.outcome}`);
  if (call.stage === "active" && call.isHeld) return t("calls.stage.held");
  if (call.stage === "queued" && queueName) return t("calls.stage.queuedIn", { queue: queueName });
  return t(`calls.stage.${call.stage}`);
}

const outcomes: Record<NonNullable<Call["outcome"]>, Meaning> = {
  answered: "good",
  missed: "late",
  abandoned: "late",
  voicemail: "waiting",
  callback: "waiting",
  busy: "plain",
  noAnswer: "plain",
  failed: "late",
  dropped: "late",
};

/** While it goes on only who talks is well off: all others wait for somebody. */
export function callMeaning({ outcome, stage, isHeld }: Call): Meaning {
  if (outcome) return outcomes[outcome];
  return stage === "active" && !isHeld ? "good" : "waiting";
}
