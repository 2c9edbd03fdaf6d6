import { newId } from "../../db/schema/columns.ts";
import type { Draft, DraftConversation } from "./draft.ts";

/** A message needs a person: its work item is made, or wakes where nobody is at work on it. */
export function wakeWorkItem(draft: Draft, conversation: DraftConversation, at: string) {
  const { id: conversationId, assigneeId, channelId } = conversation;
  const state = assigneeId ? "active" : "waiting";
  const item = conversation.workItem;
  if (!item) {
    const made = { id: newId(), conversationId, state, ownerId: assigneeId, waitingSince: at, isNew: true };
    conversation.workItem = made;
    draft.touchedWorkItems.add(made);
    draft.events.push({ type: "workItem.created", conversationId, data: { workItemId: made.id, channelId } });
    return;
  }
  const isInHand = item.state !== "wrapUp" && (item.ownerId === null || item.ownerId === assigneeId);
  if (isInHand) return;
  draft.events.push({
    type: "workItem.stateChanged",
    conversationId,
    data: {
      workItemId: item.id,
      state: { from: item.state, to: state },
      ownerId: { from: item.ownerId, to: assigneeId },
    },
  });
  Object.assign(item, { state, ownerId: assigneeId, waitingSince: at });
  draft.touchedWorkItems.add(item);
}
