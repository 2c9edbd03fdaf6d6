import type { Source } from "../../db/schema/contacts.ts";
import type { Why } from "../../db/schema/conversations.ts";
import type { Requirement, WorkKind } from "../../db/schema/routing.ts";
import type { ConversationStatus } from "../contract/conversations.ts";
import type { HubEvent } from "../contract/events.ts";
import type { WorkState } from "../contract/work.ts";
import type { PreparedLetter } from "./prepare-letter.ts";

/** All that one batch writes; times are text. */
export interface Writes {
  contacts: ContactValues[];
  contactChanges: ContactValues[];
  identities: { id: string; contactId: string; kind: string; address: string; isProven: boolean }[];
  conversations: NewConversation[];
  conversationChanges: ConversationValues[];
  /** The last thing on them went out from here. */
  answeredIds: string[];
  interactions: NewInteraction[];
  /** What somebody of ours sent by another way. */
  sentElsewhere: NewInteraction[];
  calls: NewCall[];
  letters: NewLetter[];
  trailMarks: { mark: string; channelId: string; interactionId: string }[];
  participants: { conversationId: string; address: string }[];
  /** What the timeline says of the hub's own doings. */
  entries: { id: string; conversationId: string; position: number; data: object; createdAt: string }[];
  deals: NewDeal[];
  tasks: NewTask[];
  workItems: NewWorkItem[];
  workItemChanges: NewWorkItem[];
  tags: { conversationId: string; name: string }[];
  /** Open tasks and deals that lose their person with the conversation. */
  freedTaskIds: string[];
  freedDealIds: string[];
  /** Tasks to answer that an answer by another way closes. */
  closedTaskIds: string[];
  files: { id: string; interactionId: string; channelId: string; place: string | null }[];
  events: HubEvent[];
}

/** A change fills in name and source where there is none. */
export interface ContactValues {
  id: string;
  name: string | null;
  source: Source | null;
  lastSeenAt: string | null;
  isChanged: boolean;
}

export interface ConversationValues {
  id: string;
  status: ConversationStatus;
  assigneeId: string | null;
  queueId: string | null;
  waitingSince: string | null;
  length: number;
  lastInteractionAt: string;
  lastPreview: string;
}

export interface NewConversation extends ConversationValues {
  channelId: string;
  contactId: string;
  thread: string;
  subject: string | null;
  previousId: string | null;
  source: Source | null;
}

export interface NewInteraction {
  id: string;
  kind: "message" | "call";
  conversationId: string;
  contactId: string;
  position: number;
  text: string;
  data: object | null;
  externalId: string;
  why: Why;
  sentAt: string | null;
  createdAt: string;
}

export interface NewCall {
  /** Its interaction's. */
  id: string;
  conversationId: string;
  contactId: string;
  channelId: string;
  externalId: string;
  number: string | null;
  startedAt: string;
}

export interface NewLetter extends PreparedLetter {
  interactionId: string;
}

export interface NewDeal {
  id: string;
  title: string;
  contactId: string;
  conversationId: string;
  pipelineId: string;
  stageId: string;
  ownerId: string | null;
  source: Source | null;
}

export interface NewWorkItem {
  id: string;
  conversationId: string;
  state: WorkState;
  ownerId: string | null;
  queueId: string | null;
  kind: WorkKind;
  weight: number;
  priority: number;
  requirements: Requirement[] | null;
  language: string | null;
  isResting: boolean;
  /** Null on a change by which it does not begin to wait anew. */
  waitingSince: string | null;
}

export interface NewTask {
  id: string;
  title: string;
  contactId: string;
  conversationId: string;
  dealId: string | null;
  assigneeId: string | null;
  dueAt: string;
}
