import type { Tx } from "../lib/transact.ts";
import { backToQueue } from "./back-to-queue.ts";
import { closeCall } from "./close-call.ts";
import { passWork } from "./connect-leg.ts";
import type { HeldCall, LegRow } from "./hold-call.ts";
import { talkers } from "./legs.ts";

/**
 * A party that was connected is gone. The others go on; where none is left the call ends, or, where a person's connection
 * was lost, the caller waits for the next, before all others.
 */
export async function leaveCall(
  tx: Tx,
  held: HeldCall,
  leg: LegRow,
  { isLost }: { isLost: boolean },
): Promise<void> {
  if (leg.state !== "connected") return;
  const { call, now } = held;
  Object.assign(leg, { state: "ended", endedAt: now });
  if (call.stage !== "active" || leg.role !== "talk") return;
  const left = talkers(held);
  const next = left.find(({ personId }) => personId !== null)?.personId;
  if (next) return passWork(tx, held, leg, next);
  if (left.length > 0) return;
  const { queueId } = held.conversation;
  if (isLost && queueId) await backToQueue(tx, held, { queueId });
  else await closeCall(tx, held, isLost ? "dropped" : "endedHere");
}
