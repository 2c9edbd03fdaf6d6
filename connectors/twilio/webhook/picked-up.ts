import type { Carrier } from "../carrier.ts";
import { emptyDocument } from "../twiml/empty-document.ts";
import { renderSteps } from "../twiml/render-steps.ts";
import { sceneFor } from "../twiml/scene-for.ts";
import type { Handler } from "./answer.ts";
import { callSidIn, isOver, tellHungUp } from "./caller.ts";
import { tellDialled } from "./tell-dialled.ts";

/** From the answer, and what they hear first, to their being in the conference. */
const onTheWayMs = 30_000;

/** Whom we called has answered: they meet those who called them. */
export const pickedUp: Handler = async (carrier, signed) => {
  const { fields } = signed;
  await tellDialled(carrier, signed);
  if (isOver(fields)) {
    await tellHungUp(carrier, fields);
    return emptyDocument;
  }
  const callSid = callSidIn(fields);
  letCome(carrier, callSid);
  const steps = await carrier.context.calls.tell(callSid, { type: "accepted" });
  return renderSteps(steps, await sceneFor(carrier, callSid, steps));
};

/** Whoever is just coming by themselves is not to be brought: that would take them out again. */
function letCome({ brought }: Carrier, callSid: string) {
  brought.add(callSid);
  setTimeout(() => brought.delete(callSid), onTheWayMs).unref();
}
