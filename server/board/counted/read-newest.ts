import type { Deps } from "../../lib/deps.ts";
import type { Access } from "../../permissions/access.ts";
import { quarterMs, quarterOf } from "../floor/quarters.ts";
import { isWantedFact } from "../wanted-tallies.ts";
import { countOf } from "./counted-figures.ts";
import { type CountedQuery, isInHour } from "./counted-query.ts";
import type { FactCursor } from "./fact-cursor.ts";
import { findQuarter, findUncounted, wasCountedBefore } from "./find-quarter.ts";
import { type CountedFact, replayFacts } from "./replay-facts.ts";

/** A page may be shorter than it is asked for: what is rare in a long time is read step by step. */
const mostReplays = 12;

interface Wish {
  access: Access;
  teamIdsOf(personId: string): string[];
  query: CountedQuery;
  after: FactCursor | undefined;
  limit: number;
}

interface Found {
  /** Newest first. */
  facts: CountedFact[];
  goesOn: boolean;
  /** Whether the log no longer tells of what is older. */
  isCut: boolean;
}

/** What counts, quarter of an hour by quarter of an hour: tallies say in which to look, and the log is replayed only there. */
export async function readNewest(deps: Pick<Deps, "db" | "pool">, wish: Wish): Promise<Found> {
  const { access, query, limit } = wish;
  const isWanted = wantedBy(wish);
  const facts: CountedFact[] = [];
  let span = await firstSpan(deps, wish);
  for (let replays = 0; span !== undefined && facts.length <= limit; replays++) {
    if (replays === mostReplays) return { facts, goesOn: true, isCut: false };
    const replayed = await replayFacts(deps, { ...span, most: limit + 1, isWanted });
    if (!replayed) return { facts, goesOn: false, isCut: true };
    facts.push(...replayed.facts.toReversed());
    // The log begins there; what was counted before that is not in it.
    if (replayed.hasBegun && facts.length <= limit)
      return { facts, goesOn: false, isCut: await wasCountedBefore(deps, span.quarter) };
    span = await spanBefore(deps, { access, query, before: replayed.from });
  }
  return { facts: facts.slice(0, limit), goesOn: facts.length > limit, isCut: false };
}

function wantedBy({ access, teamIdsOf, query, after }: Wish) {
  const { figure, from, to } = query;
  const isTheirs = isWantedFact(access, query, teamIdsOf);
  const isItsHour = isInHour(query);
  return (fact: CountedFact) =>
    countOf(figure, fact.adds) > 0 &&
    isTheirs(fact) &&
    isItsHour(fact.quarter) &&
    fact.at >= from &&
    fact.at <= to &&
    (after === undefined || fact.position < after.position);
}

interface Span {
  quarter: number;
  until: number;
}

async function firstSpan(
  deps: Pick<Deps, "db" | "pool">,
  { access, query, after }: Wish,
): Promise<Span | undefined> {
  if (after) return { quarter: quarterOf(after.at), until: Math.min(after.at, query.to) };
  const uncounted = await findUncounted(deps);
  if (uncounted !== undefined && uncounted <= query.to) return { quarter: uncounted, until: query.to };
  return spanBefore(deps, { access, query, before: query.to + 1 });
}

async function spanBefore(
  deps: Pick<Deps, "db">,
  input: { access: Access; query: CountedQuery; before: number },
): Promise<Span | undefined> {
  const quarter = await findQuarter(deps, input);
  return quarter === undefined
    ? undefined
    : { quarter, until: Math.min(quarter + quarterMs - 1, input.query.to) };
}
