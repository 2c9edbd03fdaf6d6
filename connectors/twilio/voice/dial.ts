import type { DialledCall } from "../../contract.ts";
import { ask } from "../rest-errors.ts";
import type { RunningNumber } from "../running-number.ts";

/** Twilio may tell of the call before it has answered this, so its addresses say which call of the hub's it is. */
export async function dial(
  { at, client, context }: RunningNumber,
  { id, number, callerId, timeoutSeconds }: DialledCall,
): Promise<{ externalId: string }> {
  const call = { call: id };
  const { sid } = await ask(
    client.calls.create({
      from: callerId ?? context.settings.number,
      to: number,
      timeout: timeoutSeconds,
      url: at("/voice/picked-up", call),
      fallbackUrl: at("/voice/next", call),
      statusCallback: at("/status", call),
      statusCallbackEvent: ["ringing", "answered", "completed"],
    }),
  );
  return { externalId: sid };
}
