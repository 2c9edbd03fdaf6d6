import type { Tx } from "../../lib/transact.ts";
import { closeCall } from "../close-call.ts";
import type { HeldCall } from "../hold-call.ts";
import { backToQueue } from "./back-to-queue.ts";

/** A caller whom nobody talks with any more waits for the next, before all others; where nobody would come the call is over. */
export async function waitForNext(tx: Tx, held: HeldCall): Promise<void> {
  const { queueId } = held.conversation;
  if (queueId && held.call.stage === "active") await backToQueue(tx, held, { queueId });
  else await closeCall(tx, held, "dropped");
}
