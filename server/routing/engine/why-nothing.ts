import type { Idleness } from "../../contract/work.ts";
import { createTakers, type Takers } from "./create-takers.ts";
import { keeperOf } from "./keeper-of.ts";
import { asked, canCarry, hasSkills, speaks, stageOf } from "./need.ts";
import { loadsOf, whoHasCall } from "./person-state.ts";
import type { EnginePerson, EngineQueue, EngineState, Waiting } from "./state.ts";

/** What weighs most first. */
const order: Idleness[] = [
  "offline",
  "notReady",
  "wrapUp",
  "full",
  "inCall",
  "noQueue",
  "closed",
  "nothingWaits",
  "lacksSkill",
  "lacksLanguage",
  "noPhone",
  "passed",
  "kept",
];

/** Why a person gets nothing; an empty list where they could. */
export function whyNothing(state: EngineState, personId: string, now: number): Idleness[] {
  const person = state.people.get(personId);
  if (!person) return ["offline"];
  const takers = createTakers(state, now);
  const queues = [...state.queues.values()].filter(({ memberIds }) => memberIds.includes(personId));
  const open = queues.filter(takers.isOpen);
  const waiting = open.flatMap((queue) =>
    (state.lines.get(queue.id) ?? []).map((each) => ({ ...each, queue })),
  );
  const found = new Set([
    ...whyNoWork(queues, open, waiting),
    ...whyNoneOfIt(state, takers, person, waiting, now),
    ...whyNotThem(person),
  ]);
  if (found.has("full") && wrapsUp(state, personId)) found.add("wrapUp");
  return order.filter((reason) => found.has(reason));
}

type Placed = Waiting & { queue: EngineQueue };

function whyNoWork(queues: EngineQueue[], open: EngineQueue[], waiting: Placed[]): Idleness[] {
  if (queues.length === 0) return ["noQueue"];
  if (open.length === 0) return ["closed"];
  return waiting.length === 0 ? ["nothingWaits"] : [];
}

function whyNoneOfIt(
  state: EngineState,
  takers: Takers,
  person: EnginePerson,
  waiting: Placed[],
  now: number,
): Idleness[] {
  const load = loadsOf(state).get(person.id) ?? 0;
  const isInCall = whoHasCall(state).has(person.id);
  if (waiting.length === 0) return load < person.capacity ? [] : ["full"];
  const obstacleTo = (each: Placed): Idleness | undefined => {
    if (load + each.item.weight > person.capacity) return "full";
    if (isInCall && each.need.phone) return "inCall";
    const stage = stageOf(each, each.queue, now);
    if (!hasSkills(person, asked(each.need, stage))) return "lacksSkill";
    if (!speaks(person, each.need, stage)) return "lacksLanguage";
    if (!canCarry(person, each.need)) return "noPhone";
    const keeper = keeperOf(state, each, each.queue, now);
    if (keeper && keeper !== person) return "kept";
    return takers.mayAsk(person, each, each.queue) ? undefined : "passed";
  };
  const found = new Set<Idleness>();
  for (const each of waiting) {
    const obstacle = obstacleTo(each);
    if (!obstacle) return [];
    found.add(obstacle);
  }
  return [...found];
}

function whyNotThem({ isOnline, availability }: EnginePerson): Idleness[] {
  if (!isOnline || availability === "offline") return ["offline"];
  return availability === "ready" ? [] : ["notReady"];
}

const wrapsUp = ({ inHand }: EngineState, personId: string) =>
  inHand.values().some(({ state, ownerId }) => state === "wrapUp" && ownerId === personId);
