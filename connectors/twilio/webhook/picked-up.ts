import type { RunningNumber } from "../running-number.ts";
import type { Handler } from "./answer.ts";
import { callSidIn } from "./caller.ts";
import { documentFor } from "./document-for.ts";
import type { Fields } from "./signed.ts";
import { tellDialled } from "./tell-dialled.ts";
import { unlessOver } from "./unless-over.ts";

/** From the answer, and what they hear first, to their being in the conference. */
const onTheWayMs = 30_000;

/** Whom we called has answered: they meet those who called them. */
export const pickedUp: Handler = async (running, signed) => {
  const { fields } = signed;
  await tellDialled(running, signed);
  return unlessOver(running, fields, () => letMeet(running, fields));
};

export async function letMeet(running: RunningNumber, fields: Fields): Promise<string> {
  const callSid = callSidIn(fields);
  letCome(running, callSid);
  return documentFor(running, fields, await running.context.calls.tell(callSid, { type: "accepted" }));
}

/** Whoever is just coming by themselves is not to be brought: that would take them out again. */
function letCome({ brought }: RunningNumber, callSid: string) {
  brought.add(callSid);
  setTimeout(() => brought.delete(callSid), onTheWayMs).unref();
}
