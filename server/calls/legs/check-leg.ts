import type { Deps } from "../../lib/deps.ts";
import { changeCall } from "../change-call.ts";
import { findCallOfLeg } from "./find-call-of-leg.ts";
import { findLeg, isConnecting } from "./legs.ts";
import { letGo } from "./let-go.ts";

/** Lets a leg fail that was not connected in time, also where the hub died before it asked for it. */
export async function checkLeg(deps: Deps, { legId }: { legId: string }): Promise<void> {
  const callId = await findCallOfLeg(deps, legId);
  if (!callId) return;
  await changeCall(deps, { id: callId }, async (tx, held) => {
    const leg = findLeg(held, legId);
    if (leg && isConnecting(leg)) await letGo(tx, held, leg, { reason: "noAnswer" });
  });
}
