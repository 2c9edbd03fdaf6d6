import type { Handler } from "./answer.ts";
import { answerStep } from "./answer-step.ts";
import { turnIn } from "./caller.ts";

/** A message was left; without a duration nothing was said. */
export const recorded: Handler = async (running, signed) => {
  const seconds = Math.max(0, Number.parseInt(signed.fields.RecordingDuration ?? "0", 10) || 0);
  return answerStep(running, signed.fields, { type: "recorded", turn: turnIn(signed), seconds });
};
