import type { HeldCall, LegRow } from "../hold-call.ts";
import { setOnHold } from "../set-on-hold.ts";
import { findLeg, talkingOrComing } from "./legs.ts";

/** Whomever a person wanted to talk with first does not come: back to the caller, who is on hold. */
export function endPrivateTalk(held: HeldCall, { byLegId, talksFirst }: LegRow): void {
  if (!talksFirst || findLeg(held, byLegId ?? "")?.state !== "connected") return;
  if (talkingOrComing(held).length === 1) setOnHold(held, false);
}
