import { dealsFollowAssignee } from "../deals/follow-assignee.ts";
import type { Tx } from "../lib/transact.ts";
import { answerTasksFollowAssignee } from "../tasks/follow-assignee.ts";
import { addEntry, type Held } from "./hold.ts";

/** Makes a locked conversation somebody's or nobody's, with the deals and the answer task that go along. */
export async function changeAssignee(
  tx: Tx,
  held: Held,
  change: {
    to: string | null;
    /** Absent where the hub does it. */
    actorId?: string;
    reason: "person" | "answered" | "autoAccepted" | "handedBack";
    now: Date;
  },
): Promise<void> {
  const { to, actorId, reason, now } = change;
  const from = held.assigneeId;
  if (from === to) return;
  held.assigneeId = to;
  tx.append({
    type: "conversation.assigned",
    conversationId: held.id,
    actorId,
    data: { channelId: held.channelId, assignee: { from, to }, reason },
  });
  const why = reason === "handedBack" ? { reason } : {};
  await addEntry(tx, held, actorId, "conversation.assigned", { from, to, ...why });
  await dealsFollowAssignee(tx, { conversationId: held.id, assigneeId: to, actorId, now });
  await answerTasksFollowAssignee(tx, { conversationId: held.id, assigneeId: to, actorId, now });
}
