import type { Tx } from "../../lib/transact.ts";
import { settle } from "../go-on.ts";
import type { HeldCall } from "../hold-call.ts";
import type { Laid } from "./enter-queue.ts";
import { leaveQueue } from "./leave-queue.ts";
import { walkToQueue } from "./walk-to-queue.ts";

interface Move {
  queueId: string;
  reason: Laid;
}

/** Has a caller who waits do so in another queue, with that queue's notice and rule of recording. */
export async function moveCaller(tx: Tx, held: HeldCall, { queueId, reason }: Move): Promise<void> {
  const there = await walkToQueue(tx, held, queueId);
  await leaveQueue(tx, held, { to: there.state, reason });
  held.asks.push({ type: "steer", steps: await settle(tx, held, there, { reason }) });
}
