import type { Handler } from "./answer.ts";
import { answerStep } from "./answer-step.ts";
import { turnIn } from "./caller.ts";

/** Keys were pressed at a menu, or none in time. */
export const gathered: Handler = async (running, signed) => {
  const turn = turnIn(signed);
  const { Digits: digits } = signed.fields;
  return answerStep(
    running,
    signed.fields,
    digits ? { type: "digits", turn, digits } : { type: "timedOut", turn },
  );
};
