import { type SQL, sql } from "drizzle-orm";
import type { Deps } from "../lib/deps.ts";
import type { Access } from "../permissions/access.ts";
import type { Tally } from "./floor/tally.ts";
import { tallyColumns } from "./tally-columns.ts";
import { isWantedTally, type Wanted } from "./wanted-tallies.ts";

export interface ReportQuery extends Wanted {
  /** Days, both included. */
  from: string;
  to: string;
}

export type KeyedTally = Tally & { key: string | null; name: string | null };

/** Tallies of those days on the clocks of a time zone, together by what is asked for; what is nothing's comes last. */
export async function readReport(
  { db }: Pick<Deps, "db">,
  { access, timeZone, ...query }: ReportQuery & { access: Access; timeZone: string },
): Promise<KeyedTally[]> {
  const local = sql`(t.quarter at time zone ${timeZone})`;
  const { key, name } = groups[query.by](local);
  const { rows } = await db.execute<KeyedTally & Record<string, unknown>>(sql`
    select g.key, g.name, ${sums} from (
      select ${key} as key, ${name} as name, t.* from work_tallies t
      where t.quarter >= ${query.from}::date::timestamp at time zone ${timeZone}
        and t.quarter < (${query.to}::date + 1)::timestamp at time zone ${timeZone}
        and ${isWantedTally(access, query)}) g
    group by g.key, g.name order by g.name collate "und-x-icu" nulls last, g.key`);
  return rows;
}

type Group = (local: SQL) => { key: SQL; name: SQL };

const nameIn = (table: SQL, id: SQL) => sql`(select name from ${table} where id = ${id})`;

const groups: Record<ReportQuery["by"], Group> = {
  day: (local) => ({ key: sql`to_char(${local}, 'YYYY-MM-DD')`, name: sql`null::text` }),
  hour: (local) => ({ key: sql`to_char(${local}, 'HH24:00')`, name: sql`null::text` }),
  queue: () => ({ key: sql`t.queue_id`, name: nameIn(sql`queues`, sql`t.queue_id`) }),
  channel: () => ({ key: sql`t.channel_id`, name: nameIn(sql`channels`, sql`t.channel_id`) }),
  person: () => ({ key: sql`t.person_id`, name: nameIn(sql`people`, sql`t.person_id`) }),
};

const sums = sql.raw(
  tallyColumns
    .map(({ key, name, isMost }) => `${isMost ? "max" : "sum"}(g.${name})::float8 as "${key}"`)
    .join(", "),
);
