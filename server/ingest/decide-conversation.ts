import { newId } from "../../db/schema/columns.ts";
import type { Why } from "../../db/schema/conversations.ts";
import type { WorkKind } from "../../db/schema/routing.ts";
import type { ConversationStatus } from "../contract/conversations.ts";
import type { SystemEntry } from "../contract/system-entries.ts";
import type { Draft, DraftContact, DraftConversation } from "./draft.ts";
import type { Place, Prepared, PreparedMessage } from "./prepare.ts";
import type { ChannelState, ConversationState } from "./state.ts";

const dayMs = 86_400_000;

interface Placed {
  conversation: DraftConversation;
  thread: Why["thread"];
  routing: Why["routing"];
}

/** The thread's conversation: the one that goes on, one that is opened again, or a new one that follows the last. */
export function decideConversation(
  draft: Draft,
  item: Prepared,
  message: PreparedMessage,
  contact: DraftContact,
  { kind, rules }: Pick<ChannelState, "kind" | "rules">,
): Placed {
  const last = lastOf(draft, item.place);
  if (!last) return open(draft, item, message, contact, null);
  if (last.status === "open" || !message.wakes) {
    return { conversation: last, thread: [{ signal: "thread.open" }], routing: [routingOf(last)] };
  }
  const isTooLate =
    last.status === "resolved" &&
    item.receivedAt.getTime() - (last.resolvedAt?.getTime() ?? 0) >= rules.reopenWithinDays * dayMs;
  return isTooLate ? open(draft, item, message, contact, last.id) : reopen(draft, item, last, kind);
}

function lastOf(draft: Draft, { key, channelId, thread }: Place): DraftConversation | undefined {
  const drafted = draft.conversations.get(key);
  if (drafted) return drafted;
  const found = draft.state.conversations.get(key);
  if (!found) return undefined;
  const conversation = asDraft(found, { channelId, thread });
  draft.conversations.set(key, conversation);
  return conversation;
}

function asDraft(state: ConversationState, place: { channelId: string; thread: string }): DraftConversation {
  return {
    ...state,
    ...place,
    answerTasks: [...state.answerTasks],
    followingDeals: [...state.followingDeals],
    workItem: state.workItem && { ...state.workItem, ...unread, conversationId: state.id, isNew: false },
    subject: null,
    previousId: null,
    lastInteractionAt: "",
    lastPreview: "",
    isAnswered: false,
    isNew: false,
  };
}

/** Of an item that is there, a change leaves these as they are. */
const unread = {
  queueId: null,
  kind: "chat",
  priority: 0,
  requirements: null,
  language: null,
  waitingSince: null,
} as const;

function open(
  draft: Draft,
  item: Prepared,
  message: PreparedMessage,
  contact: DraftContact,
  previousId: string | null,
): Placed {
  const { at } = item;
  const { channelId, thread } = item.place;
  const conversation: DraftConversation = {
    id: newId(),
    channelId,
    contactId: contact.id,
    thread,
    subject: message.subject,
    status: firstStatus(message),
    resolvedAt: firstStatus(message) === "resolved" ? item.receivedAt : null,
    assigneeId: null,
    isAssigneeHere: false,
    queueId: null,
    waitingSince: null,
    length: 0,
    lastInteractionAt: at,
    lastPreview: "",
    previousId,
    source: item.source,
    answerTasks: [],
    followingDeals: [],
    workItem: null,
    isAnswered: false,
    isNew: true,
  };
  draft.conversations.set(item.place.key, conversation);
  draft.touchedConversations.add(conversation);
  draft.events.push({
    type: "conversation.opened",
    conversationId: conversation.id,
    data: { channelId, contactId: contact.id, previousId },
  });
  const signal = previousId ? { signal: "thread.tooLate", detail: previousId } : { signal: "thread.new" };
  return { conversation, thread: [signal], routing: [routingOf(conversation)] };
}

/** What machines send by themselves lies ready to be looked up; what we wrote waits for its answer. */
export function firstStatus({ direction, letter }: PreparedMessage): ConversationStatus {
  if (direction === "out") return "pending";
  const nature = letter?.nature;
  return nature === "auto-reply" || nature === "bounce" || nature === "receipt" ? "resolved" : "open";
}

function reopen(draft: Draft, item: Prepared, conversation: DraftConversation, kind: WorkKind): Placed {
  const { channelId } = item;
  const from = conversation.status;
  const leaves = whyLeave(draft, conversation, kind);
  conversation.status = "open";
  draft.events.push({
    type: "conversation.statusChanged",
    conversationId: conversation.id,
    data: { channelId, status: { from, to: "open" }, reason: "message" },
  });
  addEntry(draft, item, conversation, "conversation.statusChanged", { from, to: "open", reason: "message" });
  if (leaves) free(draft, item, conversation, leaves);
  return {
    conversation,
    thread: [{ signal: "thread.reopened", detail: from }],
    routing: [...(leaves ? [{ signal: leaveSignals[leaves] }] : []), routingOf(conversation)],
  };
}

const leaveSignals = { assigneeAway: "assignee.away", assigneeFull: "assignee.full" } as const;

/** Nobody waits for somebody who is away; and what was over is new work, of which they get no more than they may. */
function whyLeave(
  { rooms, state: { routing } }: Draft,
  { status, assigneeId, isAssigneeHere, queueId, workItem }: DraftConversation,
  kind: WorkKind,
): keyof typeof leaveSignals | undefined {
  if (assigneeId === null) return undefined;
  if (!isAssigneeHere) return "assigneeAway";
  const isTheirs = status !== "resolved" || workItem?.ownerId === assigneeId;
  if (isTheirs || !queueId || !routing.queues.has(queueId)) return undefined;
  const weight = workItem?.weight ?? routing.weights[kind];
  return (rooms.get(assigneeId) ?? 0) < weight ? "assigneeFull" : undefined;
}

/** It goes to its queue, with its tasks to answer and the deals that follow. */
function free(
  draft: Draft,
  item: Prepared,
  conversation: DraftConversation,
  reason: keyof typeof leaveSignals,
) {
  const { id: conversationId, channelId, assigneeId: from } = conversation;
  conversation.assigneeId = null;
  draft.events.push({
    type: "conversation.assigned",
    conversationId,
    data: { channelId, assignee: { from, to: null }, reason },
  });
  addEntry(draft, item, conversation, "conversation.assigned", { from, to: null, reason });
  for (const task of conversation.answerTasks) {
    if (task.assigneeId === null || task.assigneeId !== from) continue;
    draft.writes.freedTaskIds.push(task.id);
    draft.events.push({
      type: "task.updated",
      conversationId,
      data: { taskId: task.id, assigneeId: { from, to: null } },
    });
  }
  for (const deal of conversation.followingDeals) {
    if (deal.ownerId === null || deal.ownerId !== from) continue;
    draft.writes.freedDealIds.push(deal.id);
    draft.events.push({
      type: "deal.updated",
      conversationId,
      data: { dealId: deal.id, ownerId: { from, to: null } },
    });
  }
}

function addEntry(
  draft: Draft,
  { at }: Prepared,
  conversation: DraftConversation,
  what: SystemEntry,
  values: object,
) {
  const id = newId();
  const position = conversation.length++;
  draft.writes.entries.push({
    id,
    conversationId: conversation.id,
    position,
    data: { what, ...values },
    createdAt: at,
  });
  draft.events.push({
    type: "interaction.logged",
    conversationId: conversation.id,
    data: { interactionId: id, position },
  });
}

const routingOf = ({ assigneeId }: DraftConversation) => ({ signal: assigneeId ? "assignee.kept" : "queue" });
