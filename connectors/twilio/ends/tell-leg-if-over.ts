import type { LegChange } from "../../contract.ts";
import type { RunningNumber } from "../running-number.ts";
import { isOver } from "../webhook/caller.ts";
import type { Fields } from "../webhook/signed.ts";
import { type Left, tellLegEnded } from "./tell-leg-ended.ts";

/** Tells that the call of a party whom the hub asked for is over, where these fields say so, and why nobody was reached. */
export async function tellLegIfOver(running: RunningNumber, left: Left, fields: Fields): Promise<void> {
  if (!isOver(fields)) return;
  if (fields.CallStatus === "completed") return tellLegEnded(running, left);
  const { legId, externalId } = left;
  await running.context.calls.tellLeg(legId, { state: "ended", externalId, ...whyEnded(fields) });
}

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
