import { tellLegIfOver } from "../ends/tell-leg-if-over.ts";
import type { Handler } from "./answer.ts";
import { callSidIn } from "./caller.ts";

/** How the call of a party goes whom the hub asked for. That they are connected, the conference says. */
export const hearLeg: Handler = async (running, { fields, query }) => {
  const [legId, caller] = [query.get("leg") ?? "", query.get("call") ?? ""];
  const externalId = callSidIn(fields);
  if (fields.CallStatus === "ringing")
    await running.context.calls.tellLeg(legId, { state: "ringing", externalId });
  await tellLegIfOver(running, { legId, externalId, caller }, fields);
  return undefined;
};
