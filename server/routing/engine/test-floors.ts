import fc from "fast-check";
import type { EngineItem, EngineState } from "./state.ts";
import { floor, mornings, seconds } from "./test-floor.ts";

const personIds = ["ada", "bob", "cem", "dia"];
const queueIds = ["first", "second", "third"];
const skillIds = ["french", "billing"];
const languages = ["de", "en"];

/** A few moments, so that many are the same. */
const past = fc.integer({ min: -30, max: 0 }).map((tens) => seconds(tens * 10));
const soon = fc.integer({ min: -2, max: 12 }).map((tens) => seconds(tens * 10));
const span = fc.integer({ min: 0, max: 20 }).map((tens) => tens * 10);
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });

const person = (id: string) =>
  fc.record({
    id: fc.constant(id),
    isOnline: fc.boolean().map((isOffline) => !isOffline),
    onlineSince: past,
    availability: fc.constantFrom("ready", "ready", "ready", "busy", "away"),
    availabilitySince: past,
    hasPhone: fc.boolean(),
    inCalls: fc.constantFrom<string[]>([], [], ["elsewhere"]),
    capacity: fc.integer({ min: 0, max: 6 }),
    languages: fc.subarray(languages),
    skills: fc
      .dictionary(fc.constantFrom(...skillIds), fc.integer({ min: 1, max: 3 }))
      .map((skills) => new Map(Object.entries(skills))),
    idleSince: past,
    lastOfferedAt: past,
    missedOffers: fc.integer({ min: 0, max: 1 }),
  });

const queue = (id: string) =>
  fc.record({
    id: fc.constant(id),
    strategy: fc.constantFrom("longestIdle", "leastLoaded", "roundRobin"),
    officeHours: fc.constantFrom(null, null, mornings, { ...mornings, days: [] }),
    languageSeconds: maybe(span),
    autoAccept: fc.subarray<EngineItem["kind"]>(["chat", "mail", "call"]),
    lastPersonSeconds: span,
    overflowAfterSeconds: maybe(span),
    overflowQueueId: maybe(fc.constantFrom(...queueIds)),
    memberIds: fc.subarray(personIds, { minLength: 1 }),
  });

const requirement = fc.record({
  skillId: fc.constantFrom(...skillIds),
  level: fc.integer({ min: 1, max: 3 }),
  relaxAfterSeconds: maybe(span),
});

const work = fc.record({
  kind: fc.constantFrom<EngineItem["kind"]>("chat", "mail", "call"),
  state: fc.constantFrom<EngineItem["state"]>("waiting", "waiting", "waiting", "offered", "active", "wrapUp"),
  ownerId: fc.constantFrom(...personIds),
  queueId: maybe(fc.constantFrom(...queueIds)),
  queuedSince: past,
  waitingSince: past,
  priority: fc.integer({ min: 0, max: 2 }),
  weight: fc.integer({ min: 0, max: 4 }),
  requirements: fc.array(requirement, { maxLength: 2 }),
  language: maybe(fc.constantFrom(...languages)),
  isResting: fc.boolean(),
  endsAt: soon,
  passedBy: fc.subarray(personIds),
  lastPersonId: maybe(fc.constantFrom(...personIds)),
});

/** Small floors with much of everything on them; what is offered is so to its owner. */
export const floors: fc.Arbitrary<EngineState> = fc
  .record({
    people: fc.tuple(...personIds.map(person)),
    queues: fc.tuple(...queueIds.map(queue)),
    work: fc.array(work, { maxLength: 14 }),
  })
  .map(({ people, queues, work }) =>
    floor({
      people,
      queues,
      items: work.map(({ endsAt, ownerId, ...each }, nth) => {
        const id = `item ${nth}`;
        if (each.state === "waiting") return { ...each, id };
        if (each.state === "offered") return { ...each, id, offeredTo: ownerId, offerEndsAt: endsAt };
        return { ...each, id, ownerId, wrapUpEndsAt: each.state === "wrapUp" ? endsAt : null };
      }),
    }),
  );
