import type { ChannelRules } from "../../db/schema/channels.ts";
import type { Source } from "../../db/schema/contacts.ts";
import type { Requirement, WorkKind } from "../../db/schema/routing.ts";
import type { OfficeHours } from "../../db/schema/workspace.ts";
import type { ConversationStatus } from "../contract/conversations.ts";
import type { WorkState } from "../contract/work.ts";
import type { Rule } from "../routing/match-rules.ts";
import type { Place } from "./prepare.ts";
import type { Leads } from "./read-leads.ts";

/** What a batch's decisions rest on, as it is under the batch's locks. */
export interface State extends Leads {
  channels: Map<string, ChannelState>;
  routing: RoutingState;
  /** Where deals begin; absent where there is no default pipeline. */
  firstStage?: { pipelineId: string; stageId: string };
  /** By key of a proven identity; the same object where they lead to one contact. */
  contacts: Map<string, ContactState>;
  /** Keys `contact id + identity key` of claims that are known already. */
  claims: Set<string>;
  /** By thread key: the oldest that is not resolved, else the newest. */
  conversations: Map<string, ConversationState>;
  /** How much more somebody may get, of those whose conversations may be opened again. */
  rooms: Map<string, number>;
  /** By conversation: those addresses on the batch's messages that are known there. */
  participants: Map<string, Set<string>>;
}

/** Where something that a message names lies now. */
export interface Lead {
  place: Place;
  conversationId: string;
  /** Null where it had none to compare. */
  topic: string | null;
  at: Date;
  isFromOutside: boolean;
  /** It was sent to many who need not know each other. */
  isToMany: boolean;
}

export interface ChannelState {
  rules: ChannelRules;
  kind: WorkKind;
  /** Where its work goes unless a rule says otherwise. */
  queueId: string | null;
  /** The channel's or the workspace's; null is round the clock. */
  officeHours: OfficeHours | null;
}

/** Where work goes. */
export interface RoutingState {
  /** In their order. */
  rules: (Rule & { name: string })[];
  /** Those that are not archived. */
  queues: Map<string, QueueState>;
  weights: Record<WorkKind, number>;
}

export interface QueueState {
  id: string;
  priority: number;
  requirements: Requirement[];
  /** Whether it looks at what the contact speaks. */
  asksLanguage: boolean;
}

export interface ContactState {
  id: string;
  name: string | null;
  companyId: string | null;
  hasSource: boolean;
  hasOpenDeal: boolean;
  /** Open tasks to call back, whose next word closes them. */
  callbackTasks: { id: string; conversationId: string | null }[];
  lastSeenAt: Date | null;
}

export interface ConversationState {
  id: string;
  contactId: string;
  status: ConversationStatus;
  resolvedAt: Date | null;
  assigneeId: string | null;
  queueId: string | null;
  /** Ready or busy, and connected where it lies in a queue; somebody removed is not. */
  isAssigneeHere: boolean;
  waitingSince: string | null;
  length: number;
  source: Source | null;
  contactHasOpenDeal: boolean;
  /**
   * Open tasks to answer, with whom they lie; where somebody waits in an open conversation already, they are looked up
   * only for a batch with what was sent by another way.
   */
  answerTasks: { id: string; assigneeId: string | null }[];
  /** Open deals whose owner follows the assignee; looked up only where it may lose him. */
  followingDeals: { id: string; ownerId: string | null }[];
  workItem: {
    id: string;
    state: WorkState;
    ownerId: string | null;
    weight: number;
    isResting: boolean;
  } | null;
}
