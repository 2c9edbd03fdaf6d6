import type { Requirement } from "../../../db/schema/routing.ts";
import type { EngineItem, EnginePerson, EngineQueue, Need } from "./state.ts";

type Since = Pick<EngineItem, "queuedSince" | "waitingSince">;

const languageBit = 1;
const bitOf = (index: number) => 2 << index;

/**
 * What waiting work still asks for: one bit for the language, one for each requirement in its order. Requirements relax by
 * how long its contact waits, the language by how long it lies in this queue.
 */
export function stageOf(
  { item, need }: { item: Since; need: Need },
  queue: EngineQueue,
  now: number,
): number {
  let stage = need.language !== null && now < languageUntil(item, queue) ? languageBit : 0;
  let index = 0;
  for (const requirement of need.requirements) {
    if (now < relaxesAt(item, requirement)) stage |= bitOf(index);
    index += 1;
  }
  return stage;
}

export const languageUntil = ({ queuedSince }: Since, { languageSeconds }: EngineQueue): number =>
  queuedSince + (languageSeconds ?? 0) * 1000;

export const relaxesAt = ({ waitingSince }: Since, { relaxAfterSeconds }: Requirement): number =>
  relaxAfterSeconds === null ? Number.POSITIVE_INFINITY : waitingSince + relaxAfterSeconds * 1000;

export const meets = (person: EnginePerson, need: Need, stage: number): boolean =>
  hasSkills(person, asked(need, stage)) && speaks(person, need, stage) && canCarry(person, need);

export const asked = ({ requirements }: Need, stage: number): Requirement[] =>
  requirements.filter((_, index) => (stage & bitOf(index)) !== 0);

export const hasSkills = ({ skills }: EnginePerson, requirements: Requirement[]): boolean =>
  requirements.every(({ skillId, level }) => (skills.get(skillId) ?? 0) >= level);

export const canCarry = ({ hasPhone }: EnginePerson, { phone }: Need): boolean => hasPhone || !phone;

/** Who has no languages speaks whatever comes. */
export const speaks = ({ languages }: EnginePerson, { language }: Need, stage: number): boolean =>
  language === null || !(stage & languageBit) || languages.length === 0 || languages.includes(language);
