import { setTimeout as delay } from "node:timers/promises";
import { type CallRef, ConnectorError } from "../../contract.ts";
import { askLiving } from "../rest-errors.ts";
import type { RunningNumber } from "../running-number.ts";
import { callerLabel } from "../twiml/send-to-conference.ts";
import { findConference } from "./find-conference.ts";

/** A leg counts as connected before Twilio has moved the caller to it. */
const arrivalMs = 3_000;
const againMs = 300;

export async function hold(
  running: RunningNumber,
  call: CallRef,
  { isHeld, music }: { isHeld: boolean; music: string | null },
): Promise<void> {
  const { at, client, stopping } = running;
  const heard = isHeld && music ? { holdUrl: at("/hold", { music }), holdMethod: "POST" } : {};
  for (const until = Date.now() + arrivalMs; Date.now() < until; ) {
    const conferenceSid = await findConference(running, call);
    if (!conferenceSid) break;
    const caller = client.conferences(conferenceSid).participants(callerLabel);
    if (await askLiving(caller.update({ hold: isHeld, ...heard }))) return;
    await delay(againMs, undefined, { signal: stopping.signal });
  }
  throw new ConnectorError("rejected", "The caller talks with nobody who could hold them.");
}
