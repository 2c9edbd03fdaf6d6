import type { CountedFigure, CountedWork } from "../../contract/board.ts";
import type { Page } from "../../contract/common.ts";
import { AppError } from "../../lib/app-error.ts";
import type { Deps } from "../../lib/deps.ts";
import type { Access } from "../../permissions/access.ts";
import { readSettings } from "../queries.ts";
import { refuseUnlessLed } from "../report-on.ts";
import { ledBy, type Wanted } from "../wanted-tallies.ts";
import { readFactCursor, writeFactCursor } from "./fact-cursor.ts";
import { presentCounted } from "./present-counted.ts";
import { readNewest } from "./read-newest.ts";

interface ListInput extends Wanted {
  figure: CountedFigure;
  from: string;
  to?: string;
  hour?: number;
  cursor?: string;
  limit: number;
}

/** The conversations that a figure counts, of the queues and people that somebody leads. */
export async function listCounted(
  deps: Pick<Deps, "db" | "pool" | "clock">,
  { access, query: { from, to, cursor, limit, ...wanted } }: { access: Access; query: ListInput },
): Promise<Page<CountedWork> & { isCut: boolean }> {
  const span = spanOf(from, to);
  const { timeZone, teamIdsOf } = await readSettings(deps);
  // Reports tell of a channel whatever their queues and people did there.
  refuseUnlessLed(access, { ...wanted, channelId: undefined }, { teamIdsOf });
  const { facts, isCut, goesOn } = await readNewest(deps, {
    access,
    teamIdsOf,
    query: { ...wanted, ...span, timeZone },
    after: readFactCursor(cursor),
    limit,
  });
  const led = ledBy(access, teamIdsOf);
  const items = await presentCounted(deps, { access, facts, led, isHandled: wanted.figure === "handled" });
  const last = facts.at(-1);
  return { items, isCut, ...(goesOn && last && { next: writeFactCursor(last) }) };
}

/** Not up to this clock's now: the database's may be before it. */
function spanOf(from: string, to?: string): { from: number; to: number } {
  const span = {
    from: Date.parse(from),
    to: to === undefined ? farAhead : Math.min(Date.parse(to), farAhead),
  };
  if (span.from < 0) refuse("from", "is too long ago");
  if (span.to < span.from) refuse("to", "is before the first");
  return span;
}

function refuse(field: string, problem: string): never {
  throw new AppError("invalid", "These moments are not right.", { fields: { [field]: problem } });
}

const farAhead = Date.parse("9999-01-01T00:00:00Z");
