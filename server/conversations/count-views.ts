import { sql } from "drizzle-orm";
import { View } from "../contract/conversations.ts";
import type { Deps } from "../lib/deps.ts";
import type { Access } from "../permissions/access.ts";
import { runsOf } from "./runs.ts";

/** Further than this nobody reads a number, and counting it would cost more with every conversation. */
const highest = 1000;

export async function countViews(deps: Pick<Deps, "db">, access: Access): Promise<Record<View, number>> {
  const counts = View.options.map((view) => {
    const runs = runsOf({ access, view, limit: highest });
    return sql`${view}::text, (select count(*) from (select from (${runs}) as r limit ${highest}) as n)`;
  });
  const { rows } = await deps.db.execute<{ counts: Record<View, number> }>(
    sql`select jsonb_build_object(${sql.join(counts, sql`, `)}) as counts`,
  );
  const counted = rows[0]?.counts;
  if (!counted) throw new Error("A count came back empty.");
  return counted;
}
