import type { OfficeHours } from "../../contract/workspace.ts";
import { dropItem, putItem } from "./put-item.ts";
import {
  type Action,
  type EngineItem,
  type EnginePerson,
  type EngineQueue,
  type EngineState,
  emptyState,
} from "./state.ts";

/** A Wednesday, 10:00 in UTC. */
export const start = Date.parse("2025-06-04T10:00:00Z");
export const seconds = (count: number) => start + count * 1000;

/** Only in the morning, until 12:00. */
export const mornings: OfficeHours = {
  timeZone: "UTC",
  days: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, spans: [{ from: 480, to: 720 }] })),
  holidays: [],
};

type Given<T> = Partial<T> & { id: string };

/** Of what is named, and for the rest as plain as can be: ready people of capacity 6 with a phone, mails that wait in `queue`. */
export function floor(given: {
  people?: Given<EnginePerson>[];
  queues?: Given<EngineQueue>[];
  items?: Given<EngineItem>[];
}): EngineState {
  const state = emptyState();
  const people = (given.people ?? []).map(person);
  for (const each of people) state.people.set(each.id, each);
  const memberIds = people.map(({ id }) => id);
  for (const each of given.queues ?? [{ id: "queue" }])
    state.queues.set(each.id, queue({ memberIds, ...each }));
  for (const each of given.items ?? []) putItem(state, item(each));
  return state;
}

const person = (given: Given<EnginePerson>): EnginePerson => ({
  isOnline: true,
  onlineSince: seconds(-3600),
  availability: "ready",
  availabilitySince: seconds(-3600),
  hasPhone: true,
  inCalls: [],
  capacity: 6,
  languages: [],
  skills: new Map(),
  idleSince: seconds(-60),
  lastOfferedAt: seconds(-60),
  missedOffers: 0,
  ...given,
});

const queue = (given: Given<EngineQueue>): EngineQueue => ({
  strategy: "longestIdle",
  officeHours: null,
  languageSeconds: null,
  offerSeconds: 30,
  autoAccept: [],
  lastPersonSeconds: 0,
  overflowAfterSeconds: null,
  overflowQueueId: null,
  idleAfterSeconds: 600,
  handBackAfterSeconds: 300,
  memberIds: [],
  ...given,
});

const item = (given: Given<EngineItem>): EngineItem => ({
  conversationId: given.id,
  kind: "mail",
  state: "waiting",
  ownerId: null,
  queueId: "queue",
  queuedSince: given.waitingSince ?? seconds(-10),
  waitingSince: seconds(-10),
  priority: 0,
  weight: 1,
  requirements: [],
  language: null,
  isResting: false,
  offeredTo: null,
  offerEndsAt: null,
  passedBy: [],
  acceptedAt: null,
  wrapUpEndsAt: null,
  lastActivityAt: seconds(-10),
  lastPersonId: null,
  ...given,
});

/** What the database would hold after these. */
export function carryOut(state: EngineState, actions: Action[], now: number): void {
  for (const action of actions) {
    const before = state.items.get(action.itemId);
    if (!before) throw new Error(`${action.itemId} is not there`);
    const after = afterwards(before, action, now);
    if (after) putItem(state, after);
    else dropItem(state, before.id);
    const who = "personId" in action ? state.people.get(action.personId) : undefined;
    if (!who) continue;
    if (action.type === "offer" || action.type === "assign") {
      const isIn = before.kind === "call" && action.type === "assign";
      const inCalls = isIn ? [...who.inCalls, before.conversationId] : who.inCalls;
      state.people.set(who.id, { ...who, lastOfferedAt: now, inCalls });
    } else if (action.type === "miss") {
      const availability = action.setsAway ? { availability: "away" as const, availabilitySince: now } : {};
      state.people.set(who.id, { ...who, ...availability, missedOffers: who.missedOffers + 1 });
    }
  }
}

const waiting = { state: "waiting", ownerId: null, offeredTo: null, offerEndsAt: null } as const;

function afterwards(item: EngineItem, action: Action, now: number): EngineItem | undefined {
  switch (action.type) {
    case "offer": {
      const passedBy = item.passedBy.includes(action.personId) ? [] : item.passedBy;
      return { ...item, state: "offered", offeredTo: action.personId, offerEndsAt: action.endsAt, passedBy };
    }
    case "assign":
      return { ...item, state: "active", ownerId: action.personId, lastActivityAt: now };
    case "miss":
      return { ...item, ...waiting, passedBy: [...item.passedBy, action.personId] };
    case "withdraw":
      return { ...item, ...waiting };
    case "handBack":
      return { ...item, ...waiting, queuedSince: now, waitingSince: now, passedBy: [] };
    case "overflow":
      return { ...item, queueId: action.to, queuedSince: now };
    case "rest":
      return { ...item, isResting: true };
    case "endWrapUp":
      return undefined;
  }
}
