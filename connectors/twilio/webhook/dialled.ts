import { renderSteps } from "../twiml/render-steps.ts";
import { sceneFor } from "../twiml/scene-for.ts";
import type { Handler } from "./answer.ts";
import { answerStep } from "./answer-step.ts";
import { callSidIn, isOver, turnIn } from "./caller.ts";

/** A number that the flow connects to has left again, or was not reached. */
export const dialled: Handler = async (carrier, signed) => {
  const { fields } = signed;
  const wasReached = fields.DialCallStatus === "completed" || fields.DialCallStatus === "answered";
  if (!wasReached || isOver(fields))
    return answerStep(carrier, fields, { type: "timedOut", turn: turnIn(signed) });
  await carrier.context.calls.tell(callSidIn(fields), { type: "accepted" });
  return renderSteps([], await sceneFor(carrier, callSidIn(fields)));
};
