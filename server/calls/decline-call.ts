import type { Deps } from "../lib/deps.ts";
import { changeCall } from "./change-call.ts";
import { isConnecting } from "./legs/legs.ts";
import { letGo } from "./legs/let-go.ts";

/** Lets go of whoever accepted a call and thinks better of it before they are connected; false where nobody did. */
export async function declineCall(
  deps: Deps,
  { callId, personId }: { callId: string; personId: string },
): Promise<boolean> {
  const isDeclined = await changeCall(deps, { id: callId }, async (tx, held) => {
    const leg = held.legs.find((one) => one.personId === personId && isConnecting(one));
    if (!leg) return false;
    await letGo(tx, held, leg, { reason: "declined" });
    return true;
  });
  return isDeclined ?? false;
}
