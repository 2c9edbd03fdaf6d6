import type { Tx } from "../../lib/transact.ts";
import type { HeldCall } from "../hold-call.ts";
import { isOpen } from "../legs/legs.ts";
import { closeSupervision, confirmSupervision } from "./supervisions.ts";

/** A supervision begins as its leg is connected, and ends with it. The legs are written by then. */
export async function followLegs(tx: Tx, held: HeldCall): Promise<void> {
  const known = new Map(held.before.legs.map((leg) => [leg.id, leg]));
  for (const leg of held.legs) {
    const was = known.get(leg.id);
    if (!leg.byLegId || was?.state === leg.state) continue;
    if (leg.state === "connected") await confirmSupervision(tx, held, leg);
    if (!isOpen(leg)) await closeSupervision(tx, held, leg, { wasConnected: leg.connectedAt !== null });
  }
}
