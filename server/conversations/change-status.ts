import type { ConversationStatus } from "../contract/conversations.ts";
import type { Tx } from "../lib/transact.ts";
import { addEntry, type Held } from "./hold.ts";

/** Gives a locked conversation another status, or another time at which its snooze ends. */
export async function changeStatus(
  tx: Tx,
  held: Held,
  change: {
    to: ConversationStatus;
    until?: Date;
    actorId?: string;
    reason: "person" | "answered" | "snoozeEnded" | "callWaits" | "callEnded";
    now: Date;
  },
): Promise<void> {
  const { to, until, actorId, reason, now } = change;
  const from = held.status;
  held.status = to;
  held.snoozedUntil = until ?? null;
  held.resolvedAt = to === "resolved" ? now : null;
  const snoozedUntil = until?.toISOString();
  tx.append({
    type: "conversation.statusChanged",
    conversationId: held.id,
    actorId,
    data: { channelId: held.channelId, status: { from, to }, snoozedUntil, reason },
  });
  await addEntry(tx, held, actorId, "conversation.statusChanged", { from, to, snoozedUntil, reason });
}
