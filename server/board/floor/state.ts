import type { FloorState } from "../../contract/board.ts";
import type { Availability } from "../../contract/people.ts";
import type { WorkKind } from "../../contract/queues.ts";
import type { Tallies } from "./tally.ts";

/** All queues, people and open work at a moment of the event log. Times in ms. */
export interface Floor {
  /** The last event that it knows of. */
  seq: number;
  /** When that was; never goes back, even where the database's clock did. */
  at: number;
  people: Map<string, FloorPerson>;
  queues: Map<string, FloorQueue>;
  /** What is not done. */
  items: Map<string, FloorItem>;
  /** Of a little more than the longest day. */
  tallies: Tallies;
}

export interface FloorPerson {
  id: string;
  isOnline: boolean;
  availability: Availability;
  awayReason: string | null;
  /** Follows from the rest, and since when. */
  state: FloorState;
  since: number;
  /** Their time was counted until then. */
  countedTo: number;
  /** What they have in hand, wrap up or are offered. */
  itemIds: Set<string>;
  isRemoved: boolean;
}

export interface FloorQueue {
  id: string;
  memberIds: Set<string>;
  answerWithinSeconds: number;
  itemIds: Set<string>;
  /** How many waited as each minute began, the last one last; at most 60. */
  waitingByMinute: number[];
  isArchived: boolean;
}

export interface FloorItem {
  id: string;
  conversationId: string;
  channelId: string;
  kind: WorkKind;
  queueId: string | null;
  state: "waiting" | "offered" | "active" | "wrapUp";
  since: number;
  waitingSince: number;
  ownerId: string | null;
  offeredTo: string | null;
  isResting: boolean;
  /** Of whoever has it in hand. */
  hand: Hand | null;
}

/** From when somebody gets a work item until it is done or leaves their hands. */
export interface Hand {
  /** Where it lay when they got it. */
  queueId: string | null;
  countedTo: number;
  handleMs: number;
  wrapUpMs: number;
}

/** Of a queue that only its work is known of. */
export const usualAnswerSeconds = 60;

export const emptyFloor = (at: number, seq = 0): Floor => ({
  seq,
  at,
  people: new Map(),
  queues: new Map(),
  items: new Map(),
  tallies: { queues: new Map(), people: new Map() },
});
