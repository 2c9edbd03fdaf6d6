import type { CallFlowNode } from "../../../../../server/contract/call-flows.ts";
import type { Prompt } from "../../../../../server/contract/prompt.ts";
import type { Queue } from "../../../../../server/contract/queues.ts";
import { t } from "../../../lib/i18n.ts";
import { spanWords } from "../span-words.ts";
import type { Sound } from "../use-draft.ts";

export interface Names {
  queues: Queue[] | undefined;
  sounds: Sound[];
}

export const stepTitle = ({ type }: CallFlowNode): string => t(`callFlows.step.${type}`);

/** What a step does, in a line; "" where it says nothing yet. */
export function stepSummary(node: CallFlowNode, names: Names): string {
  switch (node.type) {
    case "hours":
      return node.hours ? t("callFlows.hours.own") : t("callFlows.hours.workspace");
    case "queue":
      return names.queues?.find(({ id }) => id === node.queueId)?.name ?? t("callFlows.queue.none");
    case "transfer":
      return node.number;
    default:
      return node.prompt ? promptWords(node.prompt, names.sounds) : "";
  }
}

/** By what a step is named elsewhere. */
export function stepName(node: CallFlowNode, names: Names): string {
  const summary = stepSummary(node, names);
  return summary ? t("callFlows.named", { title: stepTitle(node), summary }) : stepTitle(node);
}

export const promptWords = (prompt: Prompt, sounds: Sound[]): string =>
  prompt.type === "say"
    ? prompt.text && `“${prompt.text}”`
    : (sounds.find(({ id }) => id === prompt.fileId)?.name ?? t("callFlows.sound.none"));

/** When a caller goes this way; undefined where it is the only one. */
export function wayLabel(node: CallFlowNode, field: string): { key?: string; label: string } | undefined {
  switch (node.type) {
    case "menu": {
      const nth = /^choices\.(\d+)\./.exec(field)?.[1];
      const choice = nth === undefined ? undefined : node.choices[Number(nth)];
      if (!choice) return { label: t("callFlows.way.noChoice", { count: node.tries }) };
      return { key: choice.digit, label: choice.label || t("callFlows.way.unnamed") };
    }
    case "hours":
      return { label: t(field === "open" ? "callFlows.way.open" : "callFlows.way.closed") };
    case "queue":
      if (field === "callback.next") {
        return { key: node.callback?.key, label: t("callFlows.way.callback") };
      }
      return { label: t("callFlows.way.overflow", { span: spanWords(node.overflow?.afterSeconds ?? 0) }) };
    case "transfer":
      return { label: t("callFlows.way.unanswered") };
    default:
      return undefined;
  }
}
