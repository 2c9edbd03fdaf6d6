import type { Deps } from "../lib/deps.ts";
import { transact } from "../lib/transact.ts";
import { changeStatus } from "./change-status.ts";
import { holdForHub, saveConversation } from "./hold.ts";
import { syncWorkItem } from "./sync-work-item.ts";

/** Reopens a conversation whose snooze has ended; one that was snoozed anew has a later job of its own. */
export async function wakeConversation(
  deps: Deps,
  { conversationId }: { conversationId: string },
): Promise<void> {
  const now = deps.clock.now();
  await transact(deps, async (tx) => {
    const held = await holdForHub(tx, conversationId);
    if (held?.status !== "snoozed" || !held.snoozedUntil || held.snoozedUntil > now) return;
    await changeStatus(tx, held, { to: "open", reason: "snoozeEnded", now });
    held.lastInteractionAt = now;
    await syncWorkItem(tx, held, undefined, now);
    await saveConversation(tx, held, now);
  });
}
