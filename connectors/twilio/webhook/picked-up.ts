import type { RunningNumber } from "../running-number.ts";
import type { Handler } from "./answer.ts";
import { callSidIn } from "./caller.ts";
import { documentFor } from "./document-for.ts";
import type { Fields } from "./signed.ts";
import { tellDialled } from "./tell-dialled.ts";
import { unlessOver } from "./unless-over.ts";

/** Whom we called has answered: they meet those who called them. */
export const pickedUp: Handler = async (running, signed) => {
  const { fields } = signed;
  await tellDialled(running, signed);
  return unlessOver(running, fields, () => letMeet(running, fields));
};

export async function letMeet(running: RunningNumber, fields: Fields): Promise<string> {
  const steps = await running.context.calls.tell(callSidIn(fields), { type: "accepted" });
  return documentFor(running, fields, steps);
}
