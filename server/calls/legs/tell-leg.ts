import type { LegChange } from "../../../connectors/contract.ts";
import type { Deps } from "../../lib/deps.ts";
import { changeCall } from "../change-call.ts";
import { connectLeg } from "./connect-leg.ts";
import { findCallOfLeg } from "./find-call-of-leg.ts";
import { dropLate, findLeg } from "./legs.ts";
import { endLeg } from "./let-go.ts";

/** Takes over how a leg is; what comes twice, late or out of order changes nothing. */
export async function tellLeg(
  deps: Deps,
  { channelId, legId, change }: { channelId: string; legId: string; change: LegChange },
): Promise<void> {
  const callId = await findCallOfLeg(deps, legId);
  if (!callId) return;
  await changeCall(deps, { id: callId }, async (tx, held) => {
    const leg = held.call.channelId === channelId ? findLeg(held, legId) : undefined;
    if (!leg) return;
    leg.externalId ??= change.externalId ?? null;
    if (leg.state === "ended") return dropLate(held, leg, change.state);
    if (change.state === "ringing" && leg.state === "connecting") leg.state = "ringing";
    if (change.state === "connected") await connectLeg(tx, held, leg);
    if (change.state === "ended")
      await endLeg(tx, held, leg, { reason: change.reason ?? "failed", isLost: leg.personId !== null });
  });
}
