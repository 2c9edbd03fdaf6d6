import type { Deps } from "../../lib/deps.ts";
import { quarterMs, quarterOf } from "../floor/quarters.ts";
import type { Floor } from "../floor/state.ts";
import type { Fact } from "../floor/tally.ts";
import { replay } from "../read-floor.ts";
import { findOldestSnapshot, findSnapshot } from "../snapshot.ts";

/** A fact of some work, with the position of the event that it follows from. */
export type CountedFact = Omit<Fact, "work"> & NonNullable<Fact["work"]> & { position: number };

export interface Replayed {
  /** The newest, oldest first. */
  facts: CountedFact[];
  /** The first quarter of which all is known. */
  from: number;
  /** Whether the floor was only known when that quarter had begun. */
  hasBegun: boolean;
}

interface Span {
  quarter: number;
  until: number;
  most: number;
  isWanted(fact: CountedFact): boolean;
}

/** What counts from a quarter of an hour on, and in whole quarters before that which are read anyway; undefined where the log is not kept. */
export async function replayFacts(
  deps: Pick<Deps, "db" | "pool">,
  { quarter, until, most, isWanted }: Span,
): Promise<Replayed | undefined> {
  const floor = await findFloorFor(deps, quarter);
  if (!floor) return undefined;
  const hasBegun = floor.at >= quarter;
  const from = hasBegun ? quarter : quarterOf(floor.at) + quarterMs;
  const facts: CountedFact[] = [];
  await replay(deps, floor, until, ({ facts: made }) => {
    for (const { work, ...fact } of made) {
      if (work === null || fact.quarter < from) continue;
      const counted = { ...fact, ...work, position: floor.seq };
      if (!isWanted(counted)) continue;
      if (facts.push(counted) > most) facts.shift();
    }
  });
  return { facts, from, hasBegun };
}

/** From before the quarter; of the quarter in which the log begins, from its beginning. */
async function findFloorFor(deps: Pick<Deps, "db">, quarter: number): Promise<Floor | undefined> {
  const before = await findSnapshot(deps, new Date(quarter - 1));
  if (before) return before;
  const oldest = await findOldestSnapshot(deps);
  return oldest && oldest.at < quarter + quarterMs ? oldest : undefined;
}
