import { sql } from "drizzle-orm";
import type { Page } from "../contract/common.ts";
import type { Deal } from "../contract/sales.ts";
import { cutPage, readCursor } from "../lib/cursor.ts";
import type { Deps } from "../lib/deps.ts";
import { iso } from "../lib/rows.ts";
import type { Access } from "../permissions/access.ts";
import { canSeeDealSql } from "../permissions/can-see-deal.ts";
import { presentDeals } from "./queries.ts";

/** Deals that somebody sees, newest first. */
export async function listDeals(
  deps: Pick<Deps, "db">,
  input: {
    access: Access;
    stageId?: string;
    contactId?: string;
    ownerId?: string;
    cursor?: string;
    limit: number;
  },
): Promise<Page<Deal>> {
  const { access, stageId, contactId, ownerId, limit } = input;
  const after = readCursor(input.cursor);
  const conditions = [canSeeDealSql(access)];
  if (stageId) conditions.push(sql`d.stage_id = ${stageId}`);
  if (contactId) conditions.push(sql`d.contact_id = ${contactId}`);
  if (ownerId) conditions.push(sql`d.owner_id = ${ownerId}`);
  if (after) conditions.push(sql`(d.created_at, d.id) < (${after.at}::timestamptz, ${after.id}::uuid)`);
  const { rows } = await deps.db.execute<{ id: string; at: string }>(sql`
    select d.id, d.created_at as at from deals d where ${sql.join(conditions, sql` and `)}
    order by d.created_at desc nulls last, d.id desc nulls last limit ${limit + 1}`);
  const page = cutPage(
    rows.map(({ id, at }) => ({ id, at: iso(at) })),
    limit,
  );
  const ids = page.rows.map(({ id }) => id);
  const shown = await presentDeals(deps, ids);
  return { items: ids.flatMap((id) => shown.get(id) ?? []), ...(page.next && { next: page.next }) };
}
