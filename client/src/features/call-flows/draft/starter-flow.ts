import type { CallFlowNode } from "../../../../../server/contract/call-flows.ts";
import { t } from "../../../lib/i18n.ts";
import { randomUuid } from "../../../lib/random-id.ts";
import { newStep } from "./new-step.ts";
import { type Flow, mapTargets } from "./targets.ts";

const language = "en";

/** What most begin with: a greeting, the queue in office hours, and voicemail when nobody is there. */
export function starterFlow(queueId: string | undefined): Flow {
  const [greeting, hours, queue, closed, voicemail, goodbye] = [
    randomUuid(),
    randomUuid(),
    randomUuid(),
    randomUuid(),
    randomUuid(),
    randomUuid(),
  ];
  const usual = { language, queueId: queueId ?? "" };
  const ends = {
    [voicemail]: mapTargets(newStep("voicemail", usual), () => goodbye),
    [goodbye]: newStep("hangUp", usual),
  };
  const greet = (next: string) => say(t("callFlows.usual.greeting"), next);
  if (!queueId) return { entry: greeting, nodes: { [greeting]: greet(voicemail), ...ends } };
  return {
    entry: greeting,
    nodes: {
      [greeting]: greet(hours),
      [hours]: { type: "hours", hours: null, open: queue, closed },
      [queue]: mapTargets(newStep("queue", usual), () => voicemail),
      [closed]: say(t("callFlows.usual.closed"), voicemail),
      ...ends,
    },
  };
}

const say = (text: string, next: string): CallFlowNode => ({
  type: "say",
  prompt: { type: "say", text, language },
  next,
});
