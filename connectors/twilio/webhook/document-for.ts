import type { CallStep } from "../../contract.ts";
import type { RunningNumber } from "../running-number.ts";
import { renderSteps } from "../twiml/render-steps.ts";
import { sceneFor } from "../twiml/scene-for.ts";
import { callSidIn } from "./caller.ts";
import type { Fields } from "./signed.ts";

/** What the caller does, as Twilio follows it; in the queue `render` is another. */
export async function documentFor(
  running: RunningNumber,
  fields: Fields,
  steps: CallStep[],
  render = renderSteps,
): Promise<string> {
  return render(steps, await sceneFor(running, callSidIn(fields), steps));
}
