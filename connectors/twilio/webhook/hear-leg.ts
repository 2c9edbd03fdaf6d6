import type { LegChange } from "../../contract.ts";
import type { Handler } from "./answer.ts";
import { callSidIn, isOver } from "./caller.ts";
import type { Fields } from "./signed.ts";
import { tellLegEnded } from "./tell-leg-ended.ts";

/** How the call of a party goes whom the hub asked for. That they are connected, the conference says. */
export const hearLeg: Handler = async (carrier, { fields, query }) => {
  const { calls } = carrier.context;
  const legId = query.get("leg") ?? "";
  const externalId = callSidIn(fields);
  if (fields.CallStatus === "ringing") await calls.tellLeg(legId, { state: "ringing", externalId });
  else if (fields.CallStatus === "completed")
    await tellLegEnded(carrier, { legId, externalId, caller: query.get("call") ?? "" });
  else if (isOver(fields)) await calls.tellLeg(legId, { state: "ended", externalId, ...whyEnded(fields) });
  return undefined;
};

function whyEnded({ CallStatus = "", SipResponseCode, To }: Fields): Pick<LegChange, "reason" | "detail"> {
  const reason = reasonOf(CallStatus, To?.startsWith("client:") ?? false);
  const detail = SipResponseCode ? `${CallStatus}, SIP ${SipResponseCode}` : CallStatus;
  return reason ? { reason, detail } : {};
}

function reasonOf(status: string, isBrowser: boolean): LegChange["reason"] {
  // A browser that refuses a call is busy in Twilio's words.
  if (status === "busy") return isBrowser ? "declined" : "busy";
  if (status === "failed") return "failed";
  return status === "no-answer" ? "noAnswer" : undefined;
}
