import type { Handler } from "./answer.ts";
import { answerStep } from "./answer-step.ts";
import { callSidIn, turnIn } from "./caller.ts";
import { documentFor } from "./document-for.ts";
import { unlessOver } from "./unless-over.ts";

/** A number that the flow connects to has left again, or was not reached. */
export const dialled: Handler = async (running, signed) => {
  const { fields } = signed;
  const wasReached = fields.DialCallStatus === "completed" || fields.DialCallStatus === "answered";
  if (!wasReached) return answerStep(running, fields, { type: "timedOut", turn: turnIn(signed) });
  await running.context.calls.tell(callSidIn(fields), { type: "accepted" });
  return unlessOver(running, fields, () => documentFor(running, fields, []));
};
