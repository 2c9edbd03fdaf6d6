import { sql } from "drizzle-orm";
import type { Deal } from "../contract/sales.ts";
import type { Deps } from "../lib/deps.ts";
import { uuids } from "../lib/rows.ts";
import { type DealRow, presentDeal } from "./present.ts";

/** Deals as they are now, by id. */
export async function presentDeals(
  deps: Pick<Deps, "db">,
  ids: readonly string[],
): Promise<Map<string, Deal>> {
  if (ids.length === 0) return new Map();
  const { rows } = await deps.db.execute<DealRow>(sql`
    select d.id, d.title, d.contact_id, n.name as contact_name, d.conversation_id, d.pipeline_id, d.stage_id,
      d.owner_id, d.amount, d.currency, d.source, d.closed_at, d.created_at, d.version
    from deals d join contacts n on n.id = d.contact_id
    where d.id = any(${uuids(ids)}::uuid[])`);
  return new Map(rows.map((row) => [row.id, presentDeal(row)]));
}
