import { emptyDocument } from "../twiml/empty-document.ts";
import { renderSteps } from "../twiml/render-steps.ts";
import { sceneFor } from "../twiml/scene-for.ts";
import type { Handler } from "./answer.ts";
import { callSidIn, isOver, tellHungUp } from "./caller.ts";

/** Whom we called has answered: they meet those who called them. */
export const pickedUp: Handler = async (carrier, { fields }) => {
  if (isOver(fields)) {
    await tellHungUp(carrier, fields);
    return emptyDocument;
  }
  await carrier.context.calls.tell(callSidIn(fields), { type: "accepted" });
  const scene = await sceneFor(carrier, callSidIn(fields));
  return renderSteps([{ type: "connect", turn: 0, to: { kind: "person" } }], scene);
};
