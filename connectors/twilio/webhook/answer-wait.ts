import type { CallInput } from "../../contract.ts";
import type { RunningNumber } from "../running-number.ts";
import { renderWait } from "../twiml/render-wait.ts";
import { forgetTick, setTick } from "../wait/tick-in-time.ts";
import { callSidIn, tellOf } from "./caller.ts";
import { documentFor } from "./document-for.ts";
import type { Fields } from "./signed.ts";
import { unlessOver } from "./unless-over.ts";

/** Tells what happened to a caller who waits, and gives what is heard then. */
export async function answerWait(running: RunningNumber, fields: Fields, input: CallInput): Promise<string> {
  const callSid = callSidIn(fields);
  forgetTick(running, callSid);
  return unlessOver(running, fields, async () => {
    const steps = await tellOf(running, fields, input);
    const last = steps.at(-1);
    if (last?.type === "wait" && last.music)
      setTick(running, { callSid, queueSid: fields.QueueSid ?? "" }, last.tickAfterSeconds);
    return documentFor(running, fields, steps, renderWait);
  });
}
