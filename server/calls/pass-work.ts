import { changeAssignee } from "../conversations/change-assignee.ts";
import { changeStatus } from "../conversations/change-status.ts";
import { syncWorkItem } from "../conversations/sync-work-item.ts";
import type { Tx } from "../lib/transact.ts";
import type { HeldCall, LegRow } from "./hold-call.ts";
import { dropLegs, isConnecting, talkers } from "./legs/legs.ts";

/**
 * The work of whoever left goes along with the call: to whom they passed it, or to whoever of us talks on. Where only
 * people outside do, it is over for us, and to be wrapped up.
 */
export async function passWork(tx: Tx, held: HeldCall, from: LegRow, toWhom: string | null): Promise<void> {
  const { conversation, now } = held;
  if (conversation.assigneeId !== from.personId) return;
  const actorId = from.personId ?? undefined;
  const to = toWhom ?? talkers(held).find(({ personId }) => personId !== null)?.personId;
  if (to) await changeAssignee(tx, conversation, { to, actorId, reason: "person", now });
  else {
    // Whoever was still on the way would find nobody of us there.
    dropLegs(held, (leg) => leg.personId !== null && isConnecting(leg));
    await changeStatus(tx, conversation, { to: "resolved", actorId, reason: "callEnded", now });
  }
  await syncWorkItem(tx, conversation, actorId, now);
}
