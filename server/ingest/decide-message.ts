import { newId } from "../../db/schema/columns.ts";
import type { Why } from "../../db/schema/conversations.ts";
import { AppError } from "../lib/app-error.ts";
import { dueAfter } from "../lib/business-time.ts";
import { cut } from "../lib/plain-text.ts";
import type { FoundContact } from "./decide-contact.ts";
import { decideConversation } from "./decide-conversation.ts";
import { decideThread, leaveTrail } from "./decide-thread.ts";
import { wakeWorkItem } from "./decide-work-item.ts";
import type { Draft, DraftContact, DraftConversation } from "./draft.ts";
import type { Prepared, PreparedMessage } from "./prepare.ts";
import { route } from "./route.ts";
import type { ChannelState } from "./state.ts";

/** Puts a message into its conversation, with the deal, the task and the work that it calls for. */
export function decideMessage(draft: Draft, item: Prepared, message: PreparedMessage, found: FoundContact) {
  const channel = draft.state.channels.get(item.channelId);
  if (!channel) throw new AppError("not_found", "The channel is gone.");
  const trodden = message.trail && decideThread(draft, item, message.trail);
  const placed = trodden ? { ...item, place: trodden.place } : item;
  const { conversation, thread, routing } = decideConversation(
    draft,
    placed,
    message,
    found.contact,
    channel,
  );
  addInteraction(draft, item, message, conversation, {
    contactId: found.contact.id,
    why: { thread: [...(trodden?.signals ?? []), ...thread], contact: found.why, routing },
  });
  addLetter(draft, item, message, trodden?.isReusedId ?? false);
  if (message.trail) leaveTrail(draft, item, message.trail, conversation, placed.place);
  if (message.wakes || message.call) closeCallbacks(draft, found.contact);
  if (message.call) return addCall(draft, item, message, conversation, { channel, contact: found.contact });
  if (message.direction === "out") return countAsAnswered(draft, conversation);
  if (!message.wakes) return;
  const wasWaiting = conversation.waitingSince !== null;
  conversation.waitingSince ??= item.at;
  const dealId = makeDeal(draft, item, message, conversation, channel);
  if (!wasWaiting) makeTask(draft, item, conversation, channel, dealId);
  wakeWorkItem(draft, conversation, {
    at: item.at,
    kind: channel.kind,
    route: () => {
      const routed = route(draft, item, message, conversation, { channel, contact: found.contact });
      routing.push(...routed.signals);
      return routed;
    },
  });
}

function addInteraction(
  draft: Draft,
  item: Prepared,
  message: PreparedMessage,
  conversation: DraftConversation,
  { contactId, why }: { contactId: string; why: Why },
) {
  const position = conversation.length++;
  const { interactions, sentElsewhere } = draft.writes;
  conversation.lastInteractionAt = item.at;
  conversation.lastPreview = message.preview;
  conversation.isAnswered = message.direction === "out";
  draft.touchedConversations.add(conversation);
  (message.direction === "out" ? sentElsewhere : interactions).push({
    id: item.id,
    kind: message.call ? "call" : "message",
    conversationId: conversation.id,
    contactId,
    position,
    text: message.text,
    data: message.cut ? { cut: message.cut } : null,
    externalId: message.externalId,
    why,
    sentAt: message.sentAt,
    createdAt: item.at,
  });
  for (const { id, place } of message.files) {
    draft.writes.files.push({ id, interactionId: item.id, channelId: item.channelId, place });
  }
  draft.events.push({
    type: "interaction.received",
    conversationId: conversation.id,
    data: {
      interactionId: item.id,
      position,
      channelId: item.channelId,
      contactId,
      ...(!message.wakes && { isQuiet: true }),
    },
  });
}

/** Whoever was to be called back has come by themselves. */
function closeCallbacks(draft: Draft, { callbackTasks }: DraftContact) {
  for (const { id, conversationId } of callbackTasks.splice(0)) {
    draft.writes.closedTaskIds.push(id);
    draft.events.push({
      type: "task.completed",
      conversationId: conversationId ?? undefined,
      data: { taskId: id, by: "contact" },
    });
  }
}

/** What it comes to is its flow's to say; who calls for the first time is a request as any other. */
function addCall(
  draft: Draft,
  item: Prepared,
  message: PreparedMessage,
  conversation: DraftConversation,
  { channel, contact }: { channel: ChannelState; contact: DraftContact },
) {
  const { id, channelId, at: startedAt } = item;
  const { id: conversationId, contactId } = conversation;
  const { externalId = "", number = null } = message.call ?? {};
  draft.writes.calls.push({ id, conversationId, contactId, channelId, externalId, number, startedAt });
  makeDeal(draft, item, { ...message, subject: callTitle(message, contact) }, conversation, channel);
}

function callTitle({ call }: PreparedMessage, { name }: DraftContact): string | null {
  const who = name ?? call?.number;
  return who ? `Call from ${who}` : null;
}

function addLetter(draft: Draft, item: Prepared, { letter }: PreparedMessage, isReusedId: boolean) {
  if (!letter) return;
  const marks = [...(letter.marks ?? []), ...(isReusedId ? [{ mark: "reusedId" }] : [])];
  draft.writes.letters.push({
    ...letter,
    interactionId: item.id,
    marks: marks.length > 0 ? marks : null,
  });
}

/** Somebody answered by another way: nobody waits any more. */
function countAsAnswered(draft: Draft, conversation: DraftConversation) {
  conversation.waitingSince = null;
  for (const { id } of conversation.answerTasks.splice(0)) {
    draft.writes.closedTaskIds.push(id);
    draft.events.push({
      type: "task.completed",
      conversationId: conversation.id,
      data: { taskId: id, by: "answer" },
    });
  }
}

function makeDeal(
  draft: Draft,
  item: Prepared,
  message: PreparedMessage,
  conversation: DraftConversation,
  { rules }: ChannelState,
): string | null {
  const { firstStage } = draft.state;
  if (!rules.makeDeal || !firstStage || draft.contactsWithOpenDeal.has(conversation.contactId)) return null;
  draft.contactsWithOpenDeal.add(conversation.contactId);
  const id = newId();
  draft.writes.deals.push({
    id,
    title: cut(message.subject ?? (message.preview || "New request"), 80),
    contactId: conversation.contactId,
    conversationId: conversation.id,
    ...firstStage,
    ownerId: conversation.assigneeId,
    source: item.source ?? conversation.source,
  });
  conversation.followingDeals.push({ id, ownerId: conversation.assigneeId });
  draft.events.push({
    type: "deal.created",
    conversationId: conversation.id,
    data: { dealId: id, contactId: conversation.contactId, stageId: firstStage.stageId },
  });
  return id;
}

function makeTask(
  draft: Draft,
  item: Prepared,
  conversation: DraftConversation,
  { rules, officeHours }: ChannelState,
  dealId: string | null,
) {
  if (!rules.makeTask || conversation.answerTasks.length > 0) return;
  const { contactId, assigneeId, id: conversationId } = conversation;
  const id = newId();
  const dueAt = dueAfter(item.receivedAt, rules.answerWithinMinutes, officeHours).toISOString();
  const title = `Answer within ${rules.answerWithinMinutes} minutes`;
  draft.writes.tasks.push({ id, title, contactId, conversationId, dealId, assigneeId, dueAt });
  conversation.answerTasks.push({ id, assigneeId });
  draft.events.push({
    type: "task.created",
    conversationId,
    data: { taskId: id, contactId, assigneeId, dueAt },
  });
}
