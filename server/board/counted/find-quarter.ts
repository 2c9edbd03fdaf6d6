import { sql } from "drizzle-orm";
import type { Deps } from "../../lib/deps.ts";
import type { Access } from "../../permissions/access.ts";
import { quarterOf } from "../floor/quarters.ts";
import { isWantedTally } from "../wanted-tallies.ts";
import { countSql } from "./counted-figures.ts";
import type { CountedQuery } from "./counted-query.ts";

/** The last quarter of an hour before another in which something counts. */
export async function findQuarter(
  { db }: Pick<Deps, "db">,
  { access, query, before }: { access: Access; query: CountedQuery; before: number },
): Promise<number | undefined> {
  const { from, to, hour, timeZone } = query;
  const last = Math.min(quarterOf(to), before - 1);
  const isItsHour =
    hour === undefined ? sql`true` : sql`extract(hour from t.quarter at time zone ${timeZone}) = ${hour}`;
  const { rows } = await db.execute<{ quarter: number | null }>(sql`
    select date_part('epoch', max(t.quarter)) * 1000 as quarter from work_tallies t
    where t.quarter >= ${isoOf(quarterOf(from))}::timestamptz and t.quarter <= ${isoOf(last)}::timestamptz
      and ${sql.raw(countSql(query.figure))} > 0 and ${isItsHour} and ${isWantedTally(access, query)}`);
  return rows[0]?.quarter ?? undefined;
}

/** Tallies follow the log; since when something happened that they do not count yet. */
export async function findUncounted({ pool }: Pick<Deps, "pool">): Promise<number | undefined> {
  const { rows } = await pool.query<{ at: number | null }>(
    `select date_part('epoch', min(e.at)) * 1000 as at from tally_position p join events e on e.seq > p.seq`,
  );
  const at = rows[0]?.at;
  return at === null || at === undefined ? undefined : quarterOf(at);
}

export async function wasCountedBefore({ pool }: Pick<Deps, "pool">, quarter: number): Promise<boolean> {
  const { rowCount } = await pool.query("select from work_tallies where quarter < $1 limit 1", [
    new Date(quarter),
  ]);
  return rowCount !== 0;
}

const isoOf = (at: number) => new Date(at).toISOString();
