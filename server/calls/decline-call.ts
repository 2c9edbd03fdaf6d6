import type { Deps } from "../lib/deps.ts";
import { changeCall } from "./change-call.ts";
import { failLeg } from "./fail-leg.ts";
import { isConnecting, legRefOf } from "./legs.ts";

/** Lets go of whoever accepted a call and thinks better of it before they are connected; false where nobody did. */
export async function declineCall(
  deps: Deps,
  { callId, personId }: { callId: string; personId: string },
): Promise<boolean> {
  const isDeclined = await changeCall(deps, { id: callId }, async (tx, held) => {
    const leg = held.legs.find((one) => one.personId === personId && isConnecting(one));
    if (!leg) return false;
    held.asks.push({ type: "drop", leg: legRefOf(leg) });
    await failLeg(tx, held, leg, "declined");
    return true;
  });
  return isDeclined ?? false;
}
