import { type SQL, sql } from "drizzle-orm";
import type { Deps } from "../lib/deps.ts";

interface Explained {
  "QUERY PLAN": { Plan: { "Plan Rows": number } }[];
  [column: string]: unknown;
}

/** How many rows the planner expects, from its statistics alone. */
export async function estimateRows(deps: Pick<Deps, "db">, query: SQL): Promise<number> {
  const { rows } = await deps.db.execute<Explained>(sql`explain (format json) ${query}`);
  return rows[0]?.["QUERY PLAN"][0]?.Plan["Plan Rows"] ?? 0;
}

/** Beyond this many expected matches walking from the newest finds a page sooner than collecting them all. */
export const manyMatches = 4_000;
