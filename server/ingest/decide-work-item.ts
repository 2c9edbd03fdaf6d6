import { newId } from "../../db/schema/columns.ts";
import type { WorkKind } from "../../db/schema/routing.ts";
import type { Draft, DraftConversation, DraftWorkItem } from "./draft.ts";
import type { Route } from "./route.ts";

interface Call {
  at: string;
  kind: WorkKind;
  /** Where the work goes; asked for where it waits for somebody. */
  route(): Route;
}

/** A message needs a person: its work item is made, or wakes where nobody is at work on it. */
export function wakeWorkItem(draft: Draft, conversation: DraftConversation, call: Call) {
  const { assigneeId } = conversation;
  const item = conversation.workItem;
  if (!item) return makeWorkItem(draft, conversation, call);
  const isInHand = item.state !== "wrapUp" && (item.ownerId === null || item.ownerId === assigneeId);
  if (isInHand) return item.isResting ? stir(draft, conversation, item) : undefined;
  const state = assigneeId ? "active" : "waiting";
  const isOver = item.ownerId !== assigneeId && fill(draft, assigneeId, item.weight);
  draft.events.push({
    type: "workItem.stateChanged",
    conversationId: conversation.id,
    data: {
      workItemId: item.id,
      state: { from: item.state, to: state },
      ownerId: { from: item.ownerId, to: assigneeId },
      ...(state === "waiting" && { since: call.at }),
      ...(isOver && { reason: "overCapacity" }),
    },
  });
  Object.assign(item, { state, ownerId: assigneeId, waitingSince: call.at, isResting: false });
  draft.touchedWorkItems.add(item);
}

function makeWorkItem(draft: Draft, conversation: DraftConversation, { at, kind, route }: Call) {
  const { id: conversationId, channelId, assigneeId } = conversation;
  const { queue, priority, requirements, language } = route();
  const made: DraftWorkItem = {
    id: newId(),
    conversationId,
    state: assigneeId ? "active" : "waiting",
    ownerId: assigneeId,
    queueId: queue?.id ?? null,
    kind,
    weight: draft.state.routing.weights[kind],
    priority,
    requirements,
    language,
    isResting: false,
    waitingSince: at,
    isNew: true,
  };
  const isOver = fill(draft, assigneeId, made.weight);
  conversation.workItem = made;
  draft.touchedWorkItems.add(made);
  draft.events.push({
    type: "workItem.created",
    conversationId,
    data: {
      workItemId: made.id,
      channelId,
      kind,
      queueId: made.queueId,
      priority: made.priority,
      ownerId: assigneeId,
      ...(isOver && { reason: "overCapacity" }),
    },
  });
}

function stir(draft: Draft, conversation: DraftConversation, item: DraftWorkItem) {
  item.isResting = false;
  fill(draft, item.ownerId, item.weight);
  draft.touchedWorkItems.add(item);
  draft.events.push({
    type: "workItem.rested",
    conversationId: conversation.id,
    data: { workItemId: item.id, isResting: false },
  });
}

/** Counts what comes into somebody's hands; gives whether that is more than they are to have. */
function fill({ rooms }: Draft, personId: string | null, weight: number): boolean {
  if (personId === null) return false;
  const room = rooms.get(personId);
  if (room === undefined) return false;
  rooms.set(personId, room - weight);
  return room < weight;
}
