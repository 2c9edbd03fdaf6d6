import { and, eq, inArray } from "drizzle-orm";
import { callLegs, calls } from "../../db/schema/calls.ts";
import type { Tx } from "../lib/transact.ts";

/** Whether somebody has accepted a call and is not connected yet: then its offer is neither missed nor withdrawn. */
export async function isBeingConnected(
  tx: Tx,
  { conversationId, offeredTo }: { conversationId: string; offeredTo: string | null },
): Promise<boolean> {
  if (!offeredTo) return false;
  const legs = await tx.db
    .select({ id: callLegs.id })
    .from(callLegs)
    .innerJoin(calls, eq(calls.id, callLegs.callId))
    .where(
      and(
        eq(calls.conversationId, conversationId),
        eq(callLegs.personId, offeredTo),
        inArray(callLegs.state, ["connecting", "ringing"]),
      ),
    );
  return legs.length > 0;
}
