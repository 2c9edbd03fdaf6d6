import type { HeldCall, LegRow } from "./hold-call.ts";
import { findLeg, isOpen } from "./legs.ts";
import { setHeld } from "./set-held.ts";

/** Whom a leg's person was to talk with first, while the caller is on hold, does not come: back to the caller. */
export function endPrivateTalk(held: HeldCall, { byLegId, role, takesPlace }: LegRow): void {
  const asker = role === "talk" && !takesPlace ? findLeg(held, byLegId ?? "") : undefined;
  const isAlone = held.legs.filter((leg) => leg.role === "talk" && isOpen(leg)).length === 1;
  if (asker?.state === "connected" && isAlone) setHeld(held, false);
}
