import { putItem } from "../server/routing/engine/put-item.ts";
import {
  type EngineItem,
  type EnginePerson,
  type EngineQueue,
  type EngineState,
  emptyState,
} from "../server/routing/engine/state.ts";
import { pick } from "./large/random.ts";

const people = 1_000;
const queues = 50;
const waiting = 10_000;
const skills = 30;
/** Each asks for skills in its own way. */
const rules = 200;
const capacity = 6;
const languages = ["de", "en", "fr", "it", "pl"];
const strategies = ["longestIdle", "leastLoaded", "roundRobin"] as const;
const kinds = ["chat", "mail", "call"] as const;
const weights = { chat: 2, mail: 1, call: 6 };

/** 50 queues with skills and office hours, 1,000 people who are ready and have their hands full of chats, and 10,000 waiting. */
export function busyFloor(now: number): EngineState {
  const state = emptyState();
  for (let nth = 0; nth < people; nth++) state.people.set(`person ${nth}`, person(nth, now));
  for (let nth = 0; nth < queues; nth++) state.queues.set(`queue ${nth}`, queue(nth));
  for (let nth = 0; nth < people; nth++) {
    for (let hand = 0; hand < capacity / weights.chat; hand++) putItem(state, chatInHand(nth, hand, now));
  }
  for (let nth = 0; nth < waiting; nth++) putItem(state, waitingItem(nth, now));
  return state;
}

function person(nth: number, now: number): EnginePerson {
  const known = [1, 2, 3, 4].map(
    (salt) => [`skill ${pick(nth, salt, skills)}`, 1 + pick(nth, salt + 10, 5)] as const,
  );
  return {
    id: `person ${nth}`,
    isOnline: true,
    onlineSince: now - 3_600_000,
    availability: "ready",
    hasPhone: true,
    inCalls: [],
    availabilitySince: now - 3_600_000,
    capacity,
    languages: [1, 2].map((salt) => languages[pick(nth, salt + 20, languages.length)] ?? "en"),
    skills: new Map(known),
    idleSince: now - pick(nth, 30, 3_600_000),
    lastOfferedAt: now - pick(nth, 31, 3_600_000),
    missedOffers: 0,
  };
}

/** Everybody is a member of some three queues. */
function queue(nth: number): EngineQueue {
  const members = Array.from({ length: people }, (_, each) => each).filter((each) =>
    [1, 2, 3].some((salt) => pick(each, salt + 40, queues) === nth),
  );
  return {
    id: `queue ${nth}`,
    strategy: strategies[nth % strategies.length] ?? "longestIdle",
    officeHours: {
      timeZone: "Europe/Berlin",
      days: [0, 1, 2, 3, 4, 5, 6].map((weekday) => ({ weekday, spans: [{ from: 0, to: 1440 }] })),
      holidays: [],
    },
    languageSeconds: 300,
    offerSeconds: 30,
    autoAccept: [],
    lastPersonSeconds: 20,
    overflowAfterSeconds: nth % 5 === 0 ? 7_200 : null,
    overflowQueueId: `queue ${(nth + 1) % queues}`,
    idleAfterSeconds: 600,
    handBackAfterSeconds: 300,
    memberIds: members.map((each) => `person ${each}`),
  };
}

function chatInHand(owner: number, hand: number, now: number): EngineItem {
  return {
    ...item(`chat ${owner} ${hand}`, owner, now),
    kind: "chat",
    state: "active",
    ownerId: `person ${owner}`,
    weight: weights.chat,
  };
}

function waitingItem(nth: number, now: number): EngineItem {
  const kind = kinds[pick(nth, 50, kinds.length)] ?? "chat";
  const waitingSince = now - pick(nth, 51, 3_600_000);
  const rule = pick(nth, 52, rules);
  const requirements = Array.from({ length: pick(rule, 53, 3) }, (_, salt) => ({
    skillId: `skill ${pick(rule, 54 + salt, skills)}`,
    level: 1 + pick(rule, 56 + salt, 3),
    relaxAfterSeconds: pick(rule, 58, 2) ? null : 1_800,
  }));
  return {
    ...item(`waiting ${nth}`, nth, now),
    kind,
    state: "waiting",
    queuedSince: waitingSince,
    waitingSince,
    priority: pick(nth, 63, 3),
    weight: weights[kind],
    requirements,
    language: pick(nth, 59, 5) ? (languages[pick(nth, 60, languages.length)] ?? null) : null,
    lastPersonId: pick(nth, 61, 3) ? null : `person ${pick(nth, 62, people)}`,
  };
}

function item(id: string, nth: number, now: number): EngineItem {
  return {
    id,
    conversationId: id,
    kind: "chat",
    state: "waiting",
    ownerId: null,
    queueId: `queue ${pick(nth, 70, queues)}`,
    queuedSince: now,
    waitingSince: now,
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
    lastActivityAt: now,
    lastPersonId: null,
  };
}
