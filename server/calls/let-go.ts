import type { Tx } from "../lib/transact.ts";
import { failLeg } from "./fail-leg.ts";
import type { HeldCall, LegRow } from "./hold-call.ts";
import { leaveCall } from "./leave-call.ts";
import { isConnecting, legRefOf } from "./legs.ts";

/** Takes a leg out of a call, whether it was connected yet or not. */
export async function letGo(tx: Tx, held: HeldCall, leg: LegRow, reason: string): Promise<void> {
  held.asks.push({ type: "drop", leg: legRefOf(leg) });
  if (isConnecting(leg)) await failLeg(tx, held, leg, reason);
  else await leaveCall(tx, held, leg, { isLost: false });
}
