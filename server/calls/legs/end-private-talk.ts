import type { HeldCall, LegRow } from "../hold-call.ts";
import { setOnHold } from "../set-on-hold.ts";
import { findLeg, talkingOrComing } from "./legs.ts";

/** Whom a leg's person was to talk with first, while the caller is on hold, does not come: back to the caller. */
export function endPrivateTalk(held: HeldCall, { byLegId, talksFirst }: LegRow): void {
  if (!talksFirst || findLeg(held, byLegId ?? "")?.state !== "connected") return;
  if (talkingOrComing(held).length === 1) setOnHold(held, false);
}
