import { newId } from "../../../db/schema/columns.ts";
import type { Tx } from "../../lib/transact.ts";
import type { HeldCall, LegRow } from "../hold-call.ts";
import { checkLegLater } from "./check-leg-later.ts";
import { legRefOf } from "./legs.ts";

/** Has a party called, and looks after a time whether it was connected. */
export async function beginLeg(
  tx: Tx,
  held: HeldCall,
  to: Partial<Pick<LegRow, "id" | "personId" | "number" | "role" | "byLegId" | "takesPlace" | "talksFirst">>,
  { timeoutSeconds, callerId = null }: { timeoutSeconds: number; callerId?: string | null },
): Promise<LegRow> {
  const { call, now } = held;
  const leg: LegRow = {
    id: newId(),
    callId: call.id,
    personId: null,
    number: null,
    role: "talk",
    byLegId: null,
    takesPlace: false,
    talksFirst: false,
    state: "connecting",
    reason: null,
    externalId: null,
    startedAt: now,
    connectedAt: null,
    endedAt: null,
    ...to,
  };
  held.legs.push(leg);
  held.asks.push({ type: "join", leg: legRefOf(leg, callerId), timeoutSeconds });
  await checkLegLater(tx, leg, { now, timeoutSeconds });
  return leg;
}
