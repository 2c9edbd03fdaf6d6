import type { LoggedEvent } from "../contract/events.ts";
import type { PushedEvent } from "../contract/sockets.ts";
import type { Access } from "../permissions/access.ts";
import { type ConversationFacts, canSee } from "../permissions/can-see.ts";
import { canSeeContact } from "../permissions/can-see-contact.ts";
import { canSeeDeal, leads } from "../permissions/can-see-deal.ts";
import { canSeeTask } from "../permissions/can-see-task.ts";
import { formerOwner, type Rows } from "./rows.ts";

/** One form of an event and who gets it; a person gets the first that is theirs, or none. */
export interface Variant {
  event: PushedEvent;
  sees(access: Access): boolean;
}

/** The same rule as REST's, so that nothing is pushed that could not be fetched. */
export function variantsOf(event: LoggedEvent, rows: Rows): Variant[] {
  switch (event.type) {
    case "conversation.read":
    case "person.signedOut":
      return [{ event, sees: (access) => access.personId === event.data.personId }];
    case "call.supervised":
      return [{ event, sees: (access) => access.personId === event.data.personId }];
    case "call.whispered":
      return [
        { event, sees: ({ personId }) => personId === event.data.personId || personId === event.data.toId },
      ];
    case "conversation.assigned":
      return [...ofConversation(event, rows), ...goneFor(event, rows, event.data.assignee.from)];
    case "workItem.queued":
      return [...ofConversation(event, rows), ...goneFromQueue(event, rows, event.data.queueId.from)];
    case "workItem.offerEnded":
      return [...ofConversation(event, rows), goneForAsked(event, event.data.personId)];
    case "interaction.moved":
      return ofMove(event, event.data.conversationId, rows);
    case "contact.created":
    case "contact.updated":
      return ofContact(event, event.data.contactId, rows);
    case "contact.joined":
      return ofContact(event, event.data.into, rows);
    case "deal.created":
    case "deal.updated":
    case "deal.moved":
      return ofDeal(event, event.data.dealId, rows);
    case "task.created":
    case "task.updated":
    case "task.completed":
    case "task.reopened":
    case "task.overdue":
      return ofTask(event, event.data.taskId, rows);
    case "channel.created":
    case "channel.updated":
      return [{ event, sees: (access) => seesChannel(access, event.data.channelId) }];
    case "channel.healthChanged":
    case "inbound.quarantined":
    case "inbound.released":
      return [
        { event, sees: (access) => access.role !== "agent" && seesChannel(access, event.data.channelId) },
      ];
    case "callFlow.updated":
      return [{ event, sees: (access) => access.role !== "agent" }];
    case "person.created":
    case "person.updated":
    case "person.availabilityChanged":
    case "person.phoneChanged":
    case "person.presenceChanged":
    case "person.accessChanged":
    case "team.updated":
    case "queue.updated":
    case "skill.updated":
    case "routingRules.updated":
    case "workspace.updated":
      return [{ event, sees: () => true }];
    default:
      return ofConversation(event, rows);
  }
}

const seesChannel = (access: Access, channelId: string) =>
  access.role === "admin" || access.channelIds.includes(channelId);

function ofConversation(event: LoggedEvent, rows: Rows): Variant[] {
  const found = rows.conversations.get(event.conversationId ?? "");
  if (!found) return [];
  const interaction = rows.interactions.get(interactionOf(event) ?? "");
  const full = {
    ...event,
    conversation: found.conversation,
    // It may lie elsewhere by now, where not everybody sees it who sees this conversation.
    ...(interaction?.conversationId === found.conversation.id && { interaction }),
  };
  return [{ event: full, sees: (access) => canSee(access, found.facts) }];
}

/** A call has the id of its interaction. */
function interactionOf({ data }: LoggedEvent): string | undefined {
  if ("interactionId" in data) return data.interactionId;
  return "callId" in data ? data.callId : undefined;
}

const goneFor = (event: LoggedEvent, rows: Rows, assigneeId: string | null): Variant[] =>
  goneFrom(event, rows, { assigneeId });

const goneFromQueue = (event: LoggedEvent, rows: Rows, queueId: string | null): Variant[] =>
  goneFrom(event, rows, { queueId });

/** Whoever it was held out to saw it by that alone, perhaps, and is to hear that this is over. */
const goneForAsked = (event: LoggedEvent, personId: string): Variant => ({
  event: { ...event, isGone: true },
  sees: (access) => access.personId === personId,
});

/** Whoever saw it as it was before and does not now. */
function goneFrom(event: LoggedEvent, rows: Rows, was: Partial<ConversationFacts>): Variant[] {
  const found = rows.conversations.get(event.conversationId ?? "");
  if (!found) return [];
  const before = { ...found.facts, ...was };
  return [{ event: { ...event, isGone: true }, sees: (access) => canSee(access, before) }];
}

function ofMove(event: LoggedEvent, change: { from: string; to: string }, rows: Rows): Variant[] {
  return [change.to, change.from].flatMap((conversationId) =>
    ofConversation({ ...event, conversationId }, rows),
  );
}

function ofContact(event: LoggedEvent, contactId: string, rows: Rows): Variant[] {
  const facts = rows.contactFacts.get(contactId);
  const contact = rows.contacts.get(contactId);
  return facts ? [{ event: { ...event, contact }, sees: (access) => canSeeContact(access, facts) }] : [];
}

function ofDeal(event: LoggedEvent, dealId: string, rows: Rows): Variant[] {
  const facts = rows.dealFacts.get(dealId);
  if (!facts) return [];
  return [
    { event: { ...event, deal: rows.deals.get(dealId) }, sees: (access) => canSeeDeal(access, facts) },
    ...goneForOwner(event, rows),
  ];
}

function ofTask(event: LoggedEvent, taskId: string, rows: Rows): Variant[] {
  const facts = rows.taskFacts.get(taskId);
  if (!facts) return [];
  const task = rows.tasks.get(taskId);
  const inConversation = rows.conversations.get(task?.conversationId ?? "");
  const variants: Variant[] = [
    { event: { ...event, task }, sees: (access) => canSeeTask(access, facts) },
    ...goneForOwner(event, rows),
  ];
  // A task that is closed or put off changes when the conversation's answer is due.
  if (!inConversation || event.type === "task.created") return variants;
  const full = { ...event, task, conversation: inConversation.conversation };
  return [{ event: full, sees: (access) => canSee(access, inConversation.facts) }, ...variants];
}

/** Whoever saw a deal or task through its former owner or assignee, and does not now. */
function goneForOwner(event: LoggedEvent, rows: Rows): Variant[] {
  const former = formerOwner(event);
  if (!former) return [];
  const teamIds = rows.teamsOf.get(former) ?? [];
  const sees = (access: Access) => access.personId === former || leads(access, teamIds);
  return [{ event: { ...event, isGone: true }, sees }];
}
