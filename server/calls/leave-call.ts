import type { Tx } from "../lib/transact.ts";
import { closeCall } from "./close-call.ts";
import type { HeldCall, LegRow } from "./hold-call.ts";
import { talkers, talkingOrComing } from "./legs/legs.ts";
import { isBeingCalled } from "./outgoing/is-being-called.ts";
import { passWork } from "./pass-work.ts";
import { waitForNext } from "./queue/wait-for-next.ts";
import { setOnHold } from "./set-on-hold.ts";

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
  // The caller is handed over to whoever was talked with in private.
  const isHandedOver = left.length > 0 && leg.personId !== null && conversation.assigneeId === leg.personId;
  if (isHandedOver) setOnHold(held, false);
  if (left.length > 0) return passWork(tx, held, leg, null);
  if (isLost) return waitForNext(tx, held);
  // Whoever is on their way finds the caller, who waits for them on hold.
  const isWaitedFor = call.stage === "active" && talkingOrComing(held).length > 0;
  if (isWaitedFor) setOnHold(held, true);
  else await closeCall(tx, held, "endedHere");
}
