import type { Tx } from "../../lib/transact.ts";
import type { HeldCall, LegRow } from "../hold-call.ts";
import { leaveCall } from "../leave-call.ts";
import { failLeg } from "./fail-leg.ts";
import { askToDrop, isConnecting } from "./legs.ts";

interface Ending {
  reason: string;
  /** Its person's connection is gone: then the caller, who has nobody else, waits for the next. */
  isLost?: boolean;
}

/** Takes a leg out of a call, whether it was connected yet or not. */
export async function letGo(tx: Tx, held: HeldCall, leg: LegRow, ending: Ending): Promise<void> {
  askToDrop(held, leg);
  await endLeg(tx, held, leg, ending);
}

/** For one that is over already for its carrier. */
export async function endLeg(
  tx: Tx,
  held: HeldCall,
  leg: LegRow,
  { reason, isLost = false }: Ending,
): Promise<void> {
  if (isConnecting(leg)) await failLeg(tx, held, leg, reason);
  else await leaveCall(tx, held, leg, { isLost });
}
