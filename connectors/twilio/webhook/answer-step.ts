import type { CallInput } from "../../contract.ts";
import type { Carrier } from "../carrier.ts";
import { emptyDocument } from "../twiml/empty-document.ts";
import { renderSteps } from "../twiml/render-steps.ts";
import { sceneFor } from "../twiml/scene-for.ts";
import { callSidIn, isOver, tellHungUp, tellOf } from "./caller.ts";
import type { Fields } from "./signed.ts";

/** Tells what came of a step, and gives what the caller does next. */
export async function answerStep(carrier: Carrier, fields: Fields, input: CallInput): Promise<string> {
  if (isOver(fields)) {
    // What was said into a recorder counts even where the caller has hung up by now.
    if (input.type === "recorded") await carrier.context.calls.tell(callSidIn(fields), input);
    await tellHungUp(carrier, fields);
    return emptyDocument;
  }
  const steps = await tellOf(carrier, fields, input);
  return renderSteps(steps, await sceneFor(carrier, callSidIn(fields), steps));
}
