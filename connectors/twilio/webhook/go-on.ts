import { emptyDocument } from "../twiml/empty-document.ts";
import { renderSteps } from "../twiml/render-steps.ts";
import { sceneFor } from "../twiml/scene-for.ts";
import type { Handler } from "./answer.ts";
import { callSidIn, isOver, stepsNow, tellHungUp } from "./caller.ts";
import { tellDialled } from "./tell-dialled.ts";

/** The hub sent the caller elsewhere, or what they were at could not be had. */
export const goOn: Handler = async (carrier, signed) => {
  const { fields } = signed;
  await tellDialled(carrier, signed);
  if (isOver(fields)) {
    await tellHungUp(carrier, fields);
    return emptyDocument;
  }
  const steps = await stepsNow(carrier, fields);
  return renderSteps(steps, await sceneFor(carrier, callSidIn(fields), steps));
};
