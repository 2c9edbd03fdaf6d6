import fc from "fast-check";
import { expect, test } from "vitest";
import { isOpenAt } from "../../lib/business-time.ts";
import { nextMoment } from "./next-moment.ts";
import { plan } from "./plan.ts";
import { dropItem } from "./put-item.ts";
import type { Action, EngineItem, EnginePerson, EngineQueue, EngineState } from "./state.ts";
import { carryOut, seconds, start } from "./test-floor.ts";
import { floors } from "./test-floors.ts";
import { whyNothing } from "./why-nothing.ts";

const runs = { numRuns: 1_000 };

test("no item gets two steps, and the state stays as it was", () => {
  fc.assert(
    fc.property(floors, (state) => {
      const before = structuredClone(state);
      const ids = plan(state, start).map(({ itemId }) => itemId);
      expect(new Set(ids).size).toBe(ids.length);
      expect(state).toEqual(before);
    }),
    runs,
  );
});

test("only what waits is given, and only to who may have it and has room for it", () => {
  fc.assert(
    fc.property(floors, (state) => {
      const loads = slowLoads(state);
      const inCall = slowInCall(state);
      for (const { item, person, queue } of giftsOf(state, start)) {
        expect(item.state).toBe("waiting");
        expect(item.queueId).toBe(queue.id);
        expect(mayHave(state, person, item, queue, start)).toBe(true);
        loads.set(person.id, (loads.get(person.id) ?? 0) + item.weight);
        expect(loads.get(person.id)).toBeLessThanOrEqual(person.capacity);
        if (item.kind !== "call") continue;
        expect(inCall).not.toContain(person.id);
        inCall.add(person.id);
      }
    }),
    runs,
  );
});

test("nobody is left waiting for whom somebody had room, at the turn of any work that is served later", () => {
  fc.assert(
    fc.property(floors, (state) => {
      const gifts = giftsOf(state, start);
      const leaving = setAway(plan(state, start));
      for (const item of state.items.values()) {
        const queue = item.state === "waiting" ? state.queues.get(item.queueId ?? "") : undefined;
        if (!queue || gifts.some((gift) => gift.item === item)) continue;
        const loads = slowLoads(state);
        const weightless = slowWeightless(state);
        const inCall = slowInCall(state);
        for (const gift of gifts.filter((each) => isBefore(each.item, item))) {
          loads.set(gift.person.id, (loads.get(gift.person.id) ?? 0) + gift.item.weight);
          if (gift.item.weight === 0) weightless.add(gift.person.id);
          if (gift.item.kind === "call") inCall.add(gift.person.id);
        }
        const takers = [...state.people.values()].filter(
          (person) =>
            !leaving.has(person.id) &&
            mayHave(state, person, item, queue, start) &&
            (loads.get(person.id) ?? 0) + item.weight <= person.capacity &&
            (item.weight > 0 || !weightless.has(person.id)) &&
            (item.kind !== "call" || !inCall.has(person.id)),
        );
        expect(takers.filter(({ id }) => mayAsk(state, leaving, id, item, queue))).toEqual([]);
      }
    }),
    runs,
  );
});

test("what is planned comes to rest, and stays so until the next moment", () => {
  fc.assert(
    fc.property(floors, fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (state, share) => {
      settle(state, start);
      const next = nextMoment(state, start) ?? seconds(86_400);
      expect(next).toBeGreaterThan(start);
      const between = start + Math.floor((next - start) * share);
      expect(plan(state, between)).toEqual([]);
    }),
    runs,
  );
});

test("whoever is given something could be, and somebody is while anybody could", () => {
  fc.assert(
    fc.property(floors, (state) => {
      fc.pre(setAway(plan(state, start)).size === 0 && slowWeightless(state).size === 0);
      const gifts = giftsOf(state, start);
      const idle = [...state.people.keys()].filter((id) => whyNothing(state, id, start).length === 0);
      expect(idle).toEqual(expect.arrayContaining(gifts.map(({ person }) => person.id)));
      expect(gifts.length > 0).toBe(idle.length > 0);
    }),
    runs,
  );
});

test("everything that somebody could do is done in the end, round whatever circles queues lead", () => {
  fc.assert(
    fc.property(floors, (state) => {
      const ready = { isOnline: true, availability: "ready", capacity: 6 } as const;
      let now = start;
      for (let minutes = 0; minutes < 500 && state.lines.size > 0; minutes++) {
        for (const person of state.people.values())
          state.people.set(person.id, { ...person, ...ready, inCalls: [] });
        for (const id of [...state.inHand.keys()]) dropItem(state, id);
        settle(state, now);
        now += 60_000;
      }
      for (const [queueId, line] of state.lines) {
        const queue = state.queues.get(queueId);
        if (!queue || !isOpenAt(new Date(now), queue.officeHours)) continue;
        for (const { item } of line) {
          const able = queue.memberIds.filter((id) => isAble(state.people.get(id), item, queue, now));
          expect(able).toEqual([]);
        }
      }
    }),
    { numRuns: 300 },
  );
});

/** Carries out until nothing more is planned. */
function settle(state: EngineState, now: number) {
  for (let rounds = 0; ; rounds++) {
    const actions = plan(state, now);
    if (actions.length === 0) return;
    expect(rounds).toBeLessThan(100);
    carryOut(state, actions, now);
  }
}

function giftsOf(state: EngineState, now: number) {
  return plan(state, now).flatMap((action) => {
    if (action.type !== "offer" && action.type !== "assign") return [];
    const item = state.items.get(action.itemId);
    const person = state.people.get(action.personId);
    const queue = state.queues.get(action.queueId);
    if (!item || !person || !queue) throw new Error("Of what is not there.");
    return [{ item, person, queue }];
  });
}

const setAway = (actions: Action[]) =>
  new Set(actions.flatMap((each) => (each.type === "miss" && each.setsAway ? [each.personId] : [])));

const isBefore = (a: EngineItem, b: EngineItem) =>
  a.priority > b.priority ||
  (a.priority === b.priority &&
    (a.waitingSince < b.waitingSince || (a.waitingSince === b.waitingSince && a.id < b.id)));

function slowLoads({ items }: EngineState): Map<string, number> {
  const loads = new Map<string, number>();
  for (const { state, ownerId, offeredTo, isResting, weight } of items.values()) {
    const whose = state === "offered" ? offeredTo : isResting ? null : ownerId;
    if (whose) loads.set(whose, (loads.get(whose) ?? 0) + weight);
  }
  return loads;
}

const slowWeightless = ({ items }: EngineState) =>
  new Set(
    [...items.values()].flatMap(({ offeredTo, weight }) => (offeredTo && weight === 0 ? [offeredTo] : [])),
  );

const slowInCall = ({ items, people }: EngineState) =>
  new Set([
    ...[...people.values()].flatMap(({ id, inCalls }) => (inCalls.length > 0 ? [id] : [])),
    ...[...items.values()].flatMap(({ kind, offeredTo }) =>
      kind === "call" && offeredTo ? [offeredTo] : [],
    ),
  ]);

/** By everything but their load, the calls that they are in, and what they passed on. */
function mayHave(
  state: EngineState,
  person: EnginePerson,
  item: EngineItem,
  queue: EngineQueue,
  now: number,
) {
  if (!person.isOnline || person.availability !== "ready") return false;
  if (!isOpenAt(new Date(now), queue.officeHours) || !isAble(person, item, queue, now)) return false;
  const last = state.people.get(item.lastPersonId ?? "");
  const isKept =
    last?.isOnline &&
    last.availability !== "away" &&
    isAble(last, item, queue, now) &&
    !item.passedBy.includes(last.id) &&
    now < item.queuedSince + queue.lastPersonSeconds * 1000;
  return !isKept || last === person;
}

function isAble(person: EnginePerson | undefined, item: EngineItem, queue: EngineQueue, now: number) {
  if (!person || !queue.memberIds.includes(person.id)) return false;
  if (item.kind === "call" && !person.hasPhone) return false;
  const waited = (now - item.waitingSince) / 1000;
  for (const { skillId, level, relaxAfterSeconds } of item.requirements) {
    const isAsked = relaxAfterSeconds === null || waited < relaxAfterSeconds;
    if (isAsked && (person.skills.get(skillId) ?? 0) < level) return false;
  }
  if (item.language === null || queue.languageSeconds === null || person.languages.length === 0) return true;
  const isSpoken = person.languages.includes(item.language);
  return isSpoken || (now - item.queuedSince) / 1000 >= queue.languageSeconds;
}

function mayAsk(
  { people }: EngineState,
  leaving: Set<string>,
  personId: string,
  item: EngineItem,
  queue: EngineQueue,
) {
  const others = [...people.values()].filter(
    (each) =>
      each.isOnline &&
      each.availability === "ready" &&
      !leaving.has(each.id) &&
      isAble(each, item, queue, start),
  );
  return !item.passedBy.includes(personId) || others.every(({ id }) => item.passedBy.includes(id));
}
