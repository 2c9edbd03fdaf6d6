import type { CallInput } from "../../contract.ts";
import type { Carrier } from "../carrier.ts";
import { emptyDocument } from "../twiml/empty-document.ts";
import { renderWait } from "../twiml/render-wait.ts";
import { sceneFor } from "../twiml/scene-for.ts";
import { forgetTick, setTick } from "../wait/tick-in-time.ts";
import { callSidIn, isOver, tellHungUp, tellOf } from "./caller.ts";
import type { Fields } from "./signed.ts";

/** Tells what happened to a caller who waits, and gives what is heard then. */
export async function answerWait(carrier: Carrier, fields: Fields, input: CallInput): Promise<string> {
  const callSid = callSidIn(fields);
  forgetTick(carrier, callSid);
  if (isOver(fields)) {
    await tellHungUp(carrier, fields);
    return emptyDocument;
  }
  const steps = await tellOf(carrier, fields, input);
  const last = steps.at(-1);
  if (last?.type === "wait" && last.music)
    setTick(carrier, { callSid, queueSid: fields.QueueSid ?? "" }, last.tickAfterSeconds);
  return renderWait(steps, await sceneFor(carrier, callSid, steps));
}
