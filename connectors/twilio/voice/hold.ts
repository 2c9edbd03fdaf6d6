import { type CallRef, ConnectorError } from "../../contract.ts";
import type { Carrier } from "../carrier.ts";
import { ask } from "../rest-errors.ts";
import { callerLabel } from "../twiml/send-to-conference.ts";
import { findConference } from "./find-conference.ts";

export async function hold(
  carrier: Carrier,
  call: CallRef,
  { isHeld, music }: { isHeld: boolean; music: string | null },
): Promise<void> {
  const conferenceSid = await findConference(carrier, call);
  if (!conferenceSid)
    throw new ConnectorError("rejected", "The caller talks with nobody who could hold them.");
  const caller = carrier.client.conferences(conferenceSid).participants(callerLabel);
  const heard = isHeld && music ? { holdUrl: carrier.at("/hold", { music }), holdMethod: "POST" } : {};
  await ask(caller.update({ hold: isHeld, ...heard }));
}
