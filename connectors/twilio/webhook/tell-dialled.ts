import type { RunningNumber } from "../running-number.ts";
import { callSidIn } from "./caller.ts";
import type { Signed } from "./signed.ts";

/** Of a call that the hub had dialled: what its name is here, before anything else is told of it. */
export async function tellDialled({ context }: RunningNumber, { fields, query }: Signed): Promise<void> {
  const callId = query.get("call");
  if (callId) await context.calls.tellDialled(callId, callSidIn(fields));
}
