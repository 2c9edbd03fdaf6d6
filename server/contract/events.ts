import type { CallStage } from "./calls.ts";
import type { ConversationStatus, DeliveryState } from "./conversations.ts";
import type { Availability, Role } from "./people.ts";
import type { WorkKind } from "./queues.ts";
import type { SupervisionMode } from "./supervision.ts";
import type { WorkState } from "./work.ts";

interface Change<T> {
  from: T;
  to: T;
}

/** Why a work item changed hands without its person, or what is to be known of it. */
export type WorkReason = "overCapacity" | "handedBack" | "wrapUpOver" | "autoAccepted";

/** Everything the event log can hold: ids with old and new values, never text, names or addresses. */
export interface EventMap {
  "contact.created": { contactId: string };
  "contact.updated": { contactId: string };
  "contact.joined": { contactId: string; into: string; undoes?: boolean };
  "conversation.opened": { channelId: string; contactId: string; previousId: string | null };
  "conversation.assigned": { channelId: string; assignee: Change<string | null>; reason: string };
  "conversation.statusChanged": {
    channelId: string;
    status: Change<ConversationStatus>;
    snoozedUntil?: string;
    reason: string;
  };
  "conversation.tagged": { tagIds: Change<string[]> };
  "conversation.shared": { personId: string; reason: "mentioned" | "shared" };
  "conversation.read": { personId: string; position: number };
  /** `isQuiet`: nobody said something to us by it, so nobody is to be told. */
  "interaction.received": {
    interactionId: string;
    position: number;
    channelId: string;
    contactId: string;
    isQuiet?: boolean;
  };
  /** An answer was written and waits to be sent. */
  "interaction.queued": { interactionId: string; position: number; channelId: string };
  "interaction.noted": { interactionId: string; position: number };
  "interaction.logged": { interactionId: string; position: number };
  "interaction.stateChanged": { interactionId: string; state: Change<DeliveryState> };
  /** It was looked up whether its sender is who he says he is. */
  "interaction.verified": { interactionId: string; authenticity: Change<string | null> };
  "interaction.moved": { interactionId: string; conversationId: Change<string>; undoes?: boolean };
  /** In somebody's hands, or waiting. */
  "workItem.created": {
    workItemId: string;
    channelId: string;
    kind: WorkKind;
    queueId: string | null;
    priority: number;
    ownerId: string | null;
    reason?: Extract<WorkReason, "overCapacity">;
  };
  "workItem.stateChanged": {
    workItemId: string;
    state: Change<WorkState>;
    ownerId: Change<string | null>;
    /** From when it waits, where that is earlier than this. */
    since?: string;
    /** Where it is done. */
    dispositionId?: string | null;
    reason?: WorkReason;
  };
  /** It lies in another queue. */
  "workItem.queued": {
    workItemId: string;
    queueId: Change<string | null>;
    reason: "rule" | "overflow" | "person" | "archived";
  };
  "workItem.prioritised": { workItemId: string; priority: Change<number> };
  "workItem.offered": { workItemId: string; queueId: string; personId: string; until: string };
  "workItem.offerEnded": {
    workItemId: string;
    queueId: string | null;
    personId: string;
    outcome: "accepted" | "declined" | "missed" | "withdrawn";
  };
  /** In somebody's hands it weighs nothing, or does again. */
  "workItem.rested": { workItemId: string; isResting: boolean };
  /** Settings or members; what the floor of a past day is rebuilt with stands here. */
  "queue.updated": {
    queueId: string;
    memberIds: string[];
    answerWithinSeconds: number;
    isArchived?: boolean;
  };
  "skill.updated": { skillId: string };
  "routingRules.updated": Record<string, never>;
  /** Made, changed or archived. */
  "callFlow.updated": { callFlowId: string };
  /** Of a call or of one of its legs; a call's interaction and row are read anew. */
  "call.changed": { callId: string; stage: Change<CallStage | null>; isHeld?: boolean };
  "call.legChanged": {
    callId: string;
    legId: string;
    personId: string | null;
    role: "talk" | "listen" | "whisper";
    state: Change<"connecting" | "ringing" | "connected" | "ended" | null>;
  };
  /** Only whoever attends it is told. */
  "call.supervised": { callId: string; personId: string; mode: Change<SupervisionMode | null> };
  /** Only the two of them are told. */
  "call.whispered": { callId: string; personId: string; toId: string; isWhispering: boolean };
  /** Something about its recordings: begun, paused, kept, held, deleted, or what was noted in one. */
  "call.recordingChanged": {
    callId: string;
    what: "recording" | "paused" | "kept" | "held" | "deleted" | "commented";
  };
  "deal.created": { dealId: string; contactId: string; stageId: string };
  "deal.updated": { dealId: string; ownerId?: Change<string | null> };
  "deal.moved": { dealId: string; stageId: Change<string> };
  "task.created": {
    taskId: string;
    contactId: string | null;
    assigneeId: string | null;
    dueAt: string | null;
  };
  "task.updated": { taskId: string; assigneeId?: Change<string | null> };
  "task.completed": { taskId: string; by: "answer" | "person" | "contact" };
  "task.reopened": { taskId: string };
  "task.overdue": { taskId: string; assigneeId: string | null };
  "channel.created": { channelId: string };
  "channel.updated": { channelId: string };
  "channel.healthChanged": { channelId: string; health: Change<string> };
  "inbound.quarantined": { inboundId: string; channelId: string };
  "inbound.released": { inboundId: string; channelId: string };
  "person.created": { personId: string };
  "person.updated": { personId: string };
  "person.availabilityChanged": {
    personId: string;
    availability: Change<Availability>;
    reason: string | null;
    /** Absent where they did it themselves. */
    by?: "supervisor" | "missedOffers";
  };
  /** A browser of theirs is ready to carry calls, or none is. */
  "person.phoneChanged": { personId: string; hasPhone: Change<boolean> };
  "person.presenceChanged": { personId: string; isOnline: Change<boolean> };
  /** Role, teams, removal: whoever holds this person's sockets looks again at what they may see. */
  "person.accessChanged": { personId: string; role?: Change<Role>; isRemoved?: boolean };
  "person.signedOut": { personId: string };
  "team.updated": { teamId: string };
  "workspace.updated": Record<string, never>;
}

export type EventType = keyof EventMap;

/** What verbs append. */
export type HubEvent = {
  [Type in EventType]: {
    type: Type;
    version?: number;
    conversationId?: string;
    actorId?: string;
    data: EventMap[Type];
  };
}[EventType];

/** What readers of the log get. */
export type LoggedEvent = HubEvent & { seq: number; at: string };
