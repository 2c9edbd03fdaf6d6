import type { CallFlowNode } from "../../../../../server/contract/call-flows.ts";
import type { Prompt } from "../../../../../server/contract/prompt.ts";
import { t } from "../../../lib/i18n.ts";
import type { Flow } from "./targets.ts";

export type StepType = CallFlowNode["type"];

/** In the order in which they are offered. */
export const stepTypes = [
  "say",
  "menu",
  "hours",
  "queue",
  "voicemail",
  "callback",
  "transfer",
  "hangUp",
] as const satisfies StepType[];

/** After these nothing comes. */
export const isLast = (type: StepType): boolean => type === "callback" || type === "hangUp";

interface NewStepOptions {
  /** The flow's, as it says its texts. */
  language: string;
  /** The first queue there is, or "". */
  queueId: string;
}

/** A step as it is usual, with nothing after it. */
export function newStep(type: StepType, { language, queueId }: NewStepOptions): CallFlowNode {
  const says = (text: string): Prompt => ({ type: "say", text, language });
  switch (type) {
    case "say":
      return { type, prompt: says(""), next: "" };
    case "menu":
      return {
        type,
        prompt: says(t("callFlows.usual.menu")),
        choices: [{ digit: "1", label: "", next: "" }],
        timeoutSeconds: 6,
        tries: 3,
        wrong: says(t("callFlows.usual.wrong")),
        otherwise: "",
      };
    case "hours":
      return { type, hours: null, open: "", closed: "" };
    case "queue":
      return {
        type,
        queueId,
        music: null,
        announce: usualAnnouncement(language),
        callback: null,
        overflow: { afterSeconds: 300, next: "" },
      };
    case "voicemail":
      return { type, prompt: says(t("callFlows.usual.voicemail")), maxSeconds: 120, next: "" };
    case "callback":
      return { type, prompt: says(t("callFlows.usual.callback")) };
    case "transfer":
      return { type, number: "", timeoutSeconds: 25, otherwise: "" };
    case "hangUp":
      return { type, prompt: says(t("callFlows.usual.goodbye")) };
  }
}

export const usualAnnouncement = (language: string) => ({
  language,
  position: t("callFlows.usual.position"),
  expectedWait: t("callFlows.usual.expectedWait"),
  everySeconds: 60,
});

/** The language that the first text is said in. */
export function languageOf({ entry, nodes }: Flow): string {
  const all = [nodes[entry], ...Object.values(nodes)];
  for (const node of all) {
    if (node && "prompt" in node && node.prompt?.type === "say") return node.prompt.language;
  }
  return "en";
}
