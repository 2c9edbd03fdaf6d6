import { asked, canCarry, hasSkills, speaks } from "./need.ts";
import type { Need } from "./state.ts";
import type { Taker } from "./strategy.ts";

/** Takers, and the same by skill: only few are looked at for what only few can do. */
export interface Pool {
  all: Taker[];
  /** Made when the first asks for a skill. */
  bySkill?: Map<string, Taker[]>;
}

export function whoMeet(pool: Pool, need: Need, stage: number): Taker[] {
  const { fewest, meets } = look(pool, need, stage);
  return fewest.filter(meets);
}

export function doesAnyMeet(pool: Pool, need: Need, stage: number): boolean {
  const { fewest, meets } = look(pool, need, stage);
  return fewest.some(meets);
}

function look(pool: Pool, need: Need, stage: number) {
  const requirements = asked(need, stage);
  let fewest = pool.all;
  for (const { skillId } of requirements) {
    pool.bySkill ??= bySkill(pool.all);
    const skilled = pool.bySkill.get(skillId) ?? [];
    if (skilled.length < fewest.length) fewest = skilled;
  }
  const meets = ({ person }: Taker) =>
    hasSkills(person, requirements) && speaks(person, need, stage) && canCarry(person, need);
  return { fewest, meets };
}

function bySkill(takers: Taker[]): Map<string, Taker[]> {
  const skilled = new Map<string, Taker[]>();
  for (const taker of takers) {
    for (const skillId of taker.person.skills.keys()) {
      const others = skilled.get(skillId);
      if (others) others.push(taker);
      else skilled.set(skillId, [taker]);
    }
  }
  return skilled;
}
