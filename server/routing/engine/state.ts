import type { Requirement, WorkKind } from "../../../db/schema/routing.ts";
import type { OfficeHours } from "../../contract/workspace.ts";

/** What decisions rest on, as the rows are: open work, everybody who could do it, and the queues. Times in ms. */
export interface EngineState {
  items: Map<string, EngineItem>;
  people: Map<string, EnginePerson>;
  /** Those that are not archived. */
  queues: Map<string, EngineQueue>;
  /** What waits, by queue, in the order in which it is served. `putItem` and `dropItem` keep this and what follows. */
  lines: Map<string, Waiting[]>;
  /** What is held out, in hand and not resting, or to be wrapped up. */
  inHand: Map<string, EngineItem>;
  /** What work asks for, each once. */
  needs: Map<string, Need>;
}

export const emptyState = (): EngineState => ({
  items: new Map(),
  people: new Map(),
  queues: new Map(),
  lines: new Map(),
  inHand: new Map(),
  needs: new Map(),
});

/** One place in a line. */
export interface Waiting {
  item: EngineItem;
  need: Need;
}

/** Items that ask for the same share one, so that one look at a queue's people serves all of them. */
export interface Need {
  requirements: Requirement[];
  language: string | null;
  /** It is a call, for who is ready to carry one. */
  phone: boolean;
}

/** Of work that is not done; what lies in no queue is here for what it weighs. */
export interface EngineItem {
  id: string;
  conversationId: string;
  kind: WorkKind;
  state: "waiting" | "offered" | "active" | "wrapUp";
  ownerId: string | null;
  queueId: string | null;
  /** When it came into its queue. */
  queuedSince: number;
  /** When its contact began to wait. */
  waitingSince: number;
  priority: number;
  weight: number;
  requirements: Requirement[];
  language: string | null;
  isResting: boolean;
  offeredTo: string | null;
  offerEndsAt: number | null;
  passedBy: string[];
  /** When it came into its owner's hands. */
  acceptedAt: number | null;
  wrapUpEndsAt: number | null;
  /** When something was last said. */
  lastActivityAt: number;
  /** Whom the contact spoke to last. */
  lastPersonId: string | null;
}

export interface EnginePerson {
  id: string;
  isOnline: boolean;
  onlineSince: number;
  availability: "ready" | "busy" | "away" | "offline";
  availabilitySince: number;
  /** A browser of theirs is ready to carry calls. */
  hasPhone: boolean;
  /** Conversations of the calls that they have a leg in, whether they talk or listen. */
  inCalls: string[];
  capacity: number;
  /** Codes of two letters; none is whatever comes. */
  languages: string[];
  /** Levels by skill. */
  skills: Map<string, number>;
  /** Since when they had nothing to do. */
  idleSince: number;
  lastOfferedAt: number;
  /** Offers that they let pass one after the other. */
  missedOffers: number;
}

export interface EngineQueue {
  id: string;
  strategy: "longestIdle" | "leastLoaded" | "roundRobin";
  officeHours: OfficeHours | null;
  languageSeconds: number | null;
  offerSeconds: number;
  autoAccept: WorkKind[];
  lastPersonSeconds: number;
  overflowAfterSeconds: number | null;
  overflowQueueId: string | null;
  idleAfterSeconds: number;
  handBackAfterSeconds: number;
  memberIds: string[];
}

/** One step; whoever carries it out checks against the rows that it still holds, and else leaves it. */
export type Action =
  /** Where that person had passed on it, everybody had, and the round begins anew: `passedBy` is emptied. */
  | { type: "offer"; itemId: string; personId: string; queueId: string; endsAt: number }
  /** Theirs without asking. */
  | { type: "assign"; itemId: string; personId: string; queueId: string }
  /** An offer that was let pass; `setsAway` where it was the second in a row. */
  | { type: "miss"; itemId: string; personId: string; setsAway: boolean }
  /** An offer to somebody who is no longer ready for it. */
  | { type: "withdraw"; itemId: string; personId: string }
  | { type: "overflow"; itemId: string; from: string; to: string }
  | { type: "rest"; itemId: string }
  | { type: "handBack"; itemId: string; personId: string }
  | { type: "endWrapUp"; itemId: string };
