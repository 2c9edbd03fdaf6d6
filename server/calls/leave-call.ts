import type { Tx } from "../lib/transact.ts";
import { backToQueue } from "./back-to-queue.ts";
import { closeCall } from "./close-call.ts";
import { passWork } from "./connect-leg.ts";
import type { HeldCall, LegRow } from "./hold-call.ts";
import { talkers } from "./legs.ts";
import { isBeingCalled } from "./outgoing/is-being-called.ts";
import { setHeld } from "./set-held.ts";

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
  const { call, conversation, now } = held;
  Object.assign(leg, { state: "ended", endedAt: now });
  const isGoing = call.stage === "active" || isBeingCalled(call);
  if (!isGoing || leg.role !== "talk") return;
  const left = talkers(held);
  // To whoever was talked with in private, the caller is handed over.
  const isHandedOver = left.length > 0 && leg.personId !== null && conversation.assigneeId === leg.personId;
  if (isHandedOver) setHeld(held, false);
  const next = left.find(({ personId }) => personId !== null)?.personId;
  if (next) return passWork(tx, held, leg, next);
  if (left.length > 0) return;
  const { queueId } = conversation;
  if (isLost && queueId && call.stage === "active") await backToQueue(tx, held, { queueId });
  else await closeCall(tx, held, isLost ? "dropped" : "endedHere");
}
