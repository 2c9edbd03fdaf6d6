import type { CallEffect } from "../../../../../server/contract/call-flow-trial.ts";
import type { Queue } from "../../../../../server/contract/queues.ts";
import { t } from "../../../lib/i18n.ts";
import { promptWords } from "../outline/step-words.ts";
import { spanWords } from "../span-words.ts";
import type { Sound } from "../use-draft.ts";
import type { Input, Line } from "./use-trial.ts";

interface Names {
  queues: Queue[];
  sounds: Sound[];
}

export function lineWords(line: Line, { queues, sounds }: Names): string {
  const soundName = (id: string) => sounds.find((sound) => sound.id === id)?.name ?? "";
  switch (line.kind) {
    case "heard":
      return line.prompt.type === "say"
        ? line.prompt.text
        : t("callFlows.trial.sound", { name: promptWords(line.prompt, sounds) });
    case "music":
      return line.fileId
        ? t("callFlows.trial.music", { name: soundName(line.fileId) })
        : t("callFlows.trial.silence");
    case "did":
      return didWords(line.input, line.waitedSeconds);
    case "effect":
      return effectWords(line.effect, queues);
    case "ended":
      return t(`callFlows.trial.ended.${line.reason}`);
  }
}

function didWords(input: Input, waitedSeconds = 0): string {
  switch (input.type) {
    case "digits":
      return t("callFlows.trial.did.digits", { digits: input.digits });
    case "tick":
      return t("callFlows.trial.did.tick", { span: spanWords(waitedSeconds) });
    case "recorded":
      return t(input.seconds > 0 ? "callFlows.trial.did.recorded" : "callFlows.trial.did.saidNothing");
    default:
      return t(`callFlows.trial.did.${input.type}`);
  }
}

function effectWords(effect: CallEffect, queues: Queue[]): string {
  const queueName = (id: string) =>
    queues.find((queue) => queue.id === id)?.name ?? t("callFlows.queue.gone");
  switch (effect.type) {
    case "noteChoice":
      return t("callFlows.trial.effect.noteChoice", { label: effect.label });
    case "enterQueue":
      return t("callFlows.trial.effect.enterQueue", { name: queueName(effect.queueId) });
    case "leaveQueue":
      return t(`callFlows.trial.effect.leaveQueue.${effect.reason}`, { name: queueName(effect.queueId) });
    case "askCallback": {
      const { queueId } = effect;
      return queueId
        ? t("callFlows.trial.effect.askCallbackIn", { name: queueName(queueId) })
        : t("callFlows.trial.effect.askCallback");
    }
    case "keepVoicemail":
    case "refuseRecording":
      return t(`callFlows.trial.effect.${effect.type}`);
  }
}
