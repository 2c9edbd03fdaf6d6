import { giveSight } from "../../conversations/give-sight.ts";
import { hideOffered, showOffered } from "../../conversations/offered-sight.ts";
import type { Tx } from "../../lib/transact.ts";
import type { HeldCall } from "../hold-call.ts";
import { isOpen } from "./legs.ts";

/**
 * Who is asked into a call sees it, and no more where they do not come. Whoever talked in it goes on seeing it, whosever it is
 * then.
 */
export async function settleSight(tx: Tx, { legs, conversation, before }: HeldCall): Promise<void> {
  for (const leg of legs) {
    const { id, personId, role, byLegId, connectedAt } = leg;
    if (role !== "talk" || !personId) continue;
    const offered = { conversationId: conversation.id, personId };
    const was = before.legs.find((one) => one.id === id);
    if (isOpen(leg)) {
      if (!was && byLegId) await showOffered(tx, offered);
      continue;
    }
    const hasJustLeft = !was || isOpen(was);
    const keeps = connectedAt && (hasJustLeft || before.conversation.assigneeId === personId);
    if (keeps && conversation.assigneeId !== personId)
      await giveSight(tx, { conversationId: conversation.id, actorId: personId }, [personId], "shared");
    if (hasJustLeft && byLegId) await hideOffered(tx, offered);
  }
}
