import type { CallInput } from "../../contract.ts";
import type { RunningNumber } from "../running-number.ts";
import { callSidIn, isOver, tellOf } from "./caller.ts";
import { documentFor } from "./document-for.ts";
import type { Fields } from "./signed.ts";
import { unlessOver } from "./unless-over.ts";

/** Tells what came of a step, and gives what the caller does next. */
export async function answerStep(running: RunningNumber, fields: Fields, input: CallInput): Promise<string> {
  // What was said into a recorder counts even where the caller has hung up by now.
  if (isOver(fields) && input.type === "recorded" && input.seconds > 0)
    await running.context.calls.tell(callSidIn(fields), input);
  return unlessOver(running, fields, async () =>
    documentFor(running, fields, await tellOf(running, fields, input)),
  );
}
