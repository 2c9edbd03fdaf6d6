import type { Tx } from "../../lib/transact.ts";
import { settle } from "../go-on.ts";
import type { HeldCall } from "../hold-call.ts";
import { dropLegs } from "../legs/legs.ts";
import { walkToQueue } from "./walk-to-queue.ts";

/** Has the caller wait in a queue again, as its flow would have them wait there. */
export async function backToQueue(tx: Tx, held: HeldCall, { queueId }: { queueId: string }): Promise<void> {
  const { call, asks } = held;
  const there = await walkToQueue(tx, held, queueId);
  if (call.isHeld) asks.push({ type: "hold", isHeld: false, music: null });
  // Where they are now they leave.
  Object.assign(call, { isHeld: false, meeting: null, meetingUntil: null });
  asks.push({ type: "steer", steps: await settle(tx, held, there) });
  dropLegs(held);
}
