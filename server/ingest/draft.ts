import type { HubEvent } from "../contract/events.ts";
import type { ContactState, ConversationState, State } from "./state.ts";
import type { ContactValues, ConversationValues, NewConversation, NewWorkItem, Writes } from "./writes.ts";

/** The state as a batch's earlier items have left it, and what is to be written of it. */
export interface Draft {
  state: State;
  contacts: Map<string, DraftContact>;
  conversations: Map<string, DraftConversation>;
  contactsWithOpenDeal: Set<string>;
  claims: Set<string>;
  rooms: State["rooms"];
  leads: State["leads"];
  ours: State["ours"];
  participants: State["participants"];
  identities: Map<string, Writes["identities"][number]>;
  touchedContacts: Set<DraftContact>;
  touchedConversations: Set<DraftConversation>;
  touchedWorkItems: Set<DraftWorkItem>;
  writes: Pick<
    Writes,
    | "interactions"
    | "sentElsewhere"
    | "calls"
    | "letters"
    | "trailMarks"
    | "participants"
    | "entries"
    | "deals"
    | "tasks"
    | "freedTaskIds"
    | "tags"
    | "freedDealIds"
    | "closedTaskIds"
    | "files"
  >;
  events: HubEvent[];
}

export interface DraftContact extends Omit<ContactValues, "lastSeenAt"> {
  lastSeenAt: Date | null;
  hasSource: boolean;
  callbackTasks: ContactState["callbackTasks"];
  companyId: string | null;
  isNew: boolean;
}

export interface DraftConversation
  extends NewConversation,
    Pick<ConversationState, "isAssigneeHere" | "answerTasks" | "followingDeals" | "resolvedAt"> {
  workItem: DraftWorkItem | null;
  /** Whether the last thing on it went out from here. */
  isAnswered: boolean;
  isNew: boolean;
}

export interface DraftWorkItem extends NewWorkItem {
  isNew: boolean;
}

export function beginDraft(state: State): Draft {
  const contactsWithOpenDeal = new Set<string>();
  const byId = new Map<string, DraftContact>();
  const contacts = new Map<string, DraftContact>();
  for (const [key, contact] of state.contacts) {
    const { id, name, companyId, hasSource, callbackTasks, lastSeenAt } = contact;
    const draft = byId.get(id) ?? {
      id,
      name,
      companyId,
      source: null,
      hasSource,
      callbackTasks: [...callbackTasks],
      lastSeenAt,
      isNew: false,
      isChanged: false,
    };
    byId.set(id, draft);
    contacts.set(key, draft);
    if (contact.hasOpenDeal) contactsWithOpenDeal.add(id);
  }
  for (const conversation of state.conversations.values()) {
    if (conversation.contactHasOpenDeal) contactsWithOpenDeal.add(conversation.contactId);
  }
  return {
    state,
    contacts,
    conversations: new Map(),
    contactsWithOpenDeal,
    claims: new Set(state.claims),
    rooms: new Map(state.rooms),
    leads: new Map(state.leads),
    ours: new Map(state.ours),
    participants: new Map(state.participants),
    identities: new Map(),
    touchedContacts: new Set(),
    touchedConversations: new Set(),
    touchedWorkItems: new Set(),
    writes: {
      interactions: [],
      sentElsewhere: [],
      calls: [],
      letters: [],
      trailMarks: [],
      participants: [],
      entries: [],
      deals: [],
      tasks: [],
      freedTaskIds: [],
      tags: [],
      freedDealIds: [],
      closedTaskIds: [],
      files: [],
    },
    events: [],
  };
}

export function finishDraft(draft: Draft): Writes {
  const contacts = [...draft.touchedContacts];
  const conversations = [...draft.touchedConversations];
  const workItems = [...draft.touchedWorkItems];
  for (const { id, isNew, isChanged } of contacts) {
    if (isChanged && !isNew) draft.events.push({ type: "contact.updated", data: { contactId: id } });
  }
  return {
    ...draft.writes,
    contacts: contacts.filter((contact) => contact.isNew).map(contactRow),
    contactChanges: contacts.filter((contact) => !contact.isNew).map(contactRow),
    identities: [...draft.identities.values()],
    conversations: conversations.filter((conversation) => conversation.isNew).map(newConversationRow),
    conversationChanges: conversations.filter((conversation) => !conversation.isNew).map(conversationRow),
    answeredIds: conversations.filter((conversation) => conversation.isAnswered).map(({ id }) => id),
    workItems: workItems.filter((item) => item.isNew).map(workItemRow),
    workItemChanges: workItems.filter((item) => !item.isNew).map(workItemRow),
    events: draft.events,
  };
}

// Only what is written.

const contactRow = ({ id, name, source, lastSeenAt, isChanged }: DraftContact): ContactValues => ({
  id,
  name,
  source,
  lastSeenAt: lastSeenAt?.toISOString() ?? null,
  isChanged,
});

const conversationRow = (conversation: DraftConversation): ConversationValues => {
  const { id, status, assigneeId, queueId, waitingSince, length, lastInteractionAt, lastPreview } =
    conversation;
  return { id, status, assigneeId, queueId, waitingSince, length, lastInteractionAt, lastPreview };
};

const newConversationRow = (conversation: DraftConversation): NewConversation => {
  const { channelId, contactId, thread, subject, previousId, source } = conversation;
  return { ...conversationRow(conversation), channelId, contactId, thread, subject, previousId, source };
};

const workItemRow = ({ isNew: _, ...row }: DraftWorkItem): NewWorkItem => row;
