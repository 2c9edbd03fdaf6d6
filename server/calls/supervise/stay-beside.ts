import type { Tx } from "../../lib/transact.ts";
import type { HeldCall } from "../hold-call.ts";
import { askToDrop, findLeg, isOpen, legRefOf } from "../legs/legs.ts";
import { findBeside } from "./find-beside.ts";
import { tellWhisper } from "./supervisions.ts";

/** Whoever listens or whispers goes on beside the next who has the call, and goes when nobody of us talks any more. */
export function stayBeside(tx: Tx, held: HeldCall): void {
  for (const leg of held.legs) {
    if (leg.role === "talk" || !isOpen(leg)) continue;
    if (findLeg(held, leg.byLegId ?? "")?.state === "connected") continue;
    const next = findBeside(held, leg.personId);
    if (!next) {
      askToDrop(held, leg);
      Object.assign(leg, { state: "ended", endedAt: held.now });
      continue;
    }
    const whispers = leg.role === "whisper" && leg.state === "connected";
    if (whispers) tellWhisper(tx, held, leg, false);
    leg.byLegId = next.id;
    if (whispers) tellWhisper(tx, held, leg, true);
    held.asks.push({ type: "changeRole", leg: legRefOf(leg) });
  }
}
