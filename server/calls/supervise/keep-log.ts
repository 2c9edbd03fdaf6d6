import type { Tx } from "../../lib/transact.ts";
import type { HeldCall } from "../hold-call.ts";
import { isOpen } from "../legs.ts";
import { endStretch, startStretch } from "./stretches.ts";

/** A stretch begins as its leg is connected, and ends with it. The legs are written by then. */
export async function keepLog(tx: Tx, held: HeldCall): Promise<void> {
  const known = new Map(held.before.legs.map((leg) => [leg.id, leg]));
  for (const leg of held.legs) {
    const was = known.get(leg.id);
    if (!leg.byLegId || was?.state === leg.state) continue;
    if (leg.state === "connected") await startStretch(tx, held, leg);
    if (!isOpen(leg)) await endStretch(tx, held, leg, { wasConnected: leg.connectedAt !== null });
  }
}
