import { sql } from "drizzle-orm";
import { summarySql } from "../contacts/summary.ts";
import type { Deal, Pipeline } from "../contract/sales.ts";
import { notFound } from "../lib/app-error.ts";
import type { Deps } from "../lib/deps.ts";
import { planned } from "../lib/planned.ts";
import { uuids } from "../lib/rows.ts";
import type { Access } from "../permissions/access.ts";
import { canSeeDealSql } from "../permissions/can-see-deal.ts";
import { type DealRow, presentDeal } from "./present.ts";

/** Deals as they are now, by id. */
export async function presentDeals(
  deps: Pick<Deps, "db">,
  ids: readonly string[],
): Promise<Map<string, Deal>> {
  if (ids.length === 0) return new Map();
  const rows = await planned<DealRow>(
    deps.db,
    "present-deals",
    sql`
    select d.id, d.title, ${summarySql("n")}, d.conversation_id, d.pipeline_id, d.stage_id,
      d.owner_id, d.amount, d.currency, d.source, d.closed_at, d.created_at, d.version
    from deals d join contacts n on n.id = d.contact_id
    where d.id = any(${uuids(ids)}::uuid[])`,
  );
  return new Map(rows.map((row) => [row.id, presentDeal(row)]));
}

/** @throws AppError not_found when it is not there or not theirs. */
export async function getDeal(deps: Pick<Deps, "db">, access: Access, id: string): Promise<Deal> {
  const { rows } = await deps.db.execute(sql`
    select from deals d where d.id = ${id} and ${canSeeDealSql(access)}`);
  if (rows.length === 0) throw notFound("deal");
  return getChangedDeal(deps, id);
}

/** What somebody has just changed, even when they no longer see it. */
export async function getChangedDeal(deps: Pick<Deps, "db">, id: string): Promise<Deal> {
  const deal = (await presentDeals(deps, [id])).get(id);
  if (!deal) throw notFound("deal");
  return deal;
}

export async function listPipelines(deps: Pick<Deps, "db">): Promise<Pipeline[]> {
  const { rows } = await deps.db.execute<Pipeline>(sql`
    select p.id, p.name, p.is_default as "isDefault",
      (select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'name', s.name, 'kind', s.kind, 'position', s.position)
        order by s.position, s.id), '[]') from stages s where s.pipeline_id = p.id) as stages
    from pipelines p order by p.is_default desc, p.created_at, p.id`);
  return rows;
}

/** Of the deals that somebody sees. */
export async function sumDeals(deps: Pick<Deps, "db">, input: { access: Access; pipelineId: string }) {
  const { rows } = await deps.db.execute<{
    stageId: string;
    currency: string;
    count: number;
    amount: number;
  }>(sql`
    select d.stage_id as "stageId", d.currency, count(*) as count, coalesce(sum(d.amount), 0)::float8 as amount
    from deals d where d.pipeline_id = ${input.pipelineId} and ${canSeeDealSql(input.access)}
    group by d.stage_id, d.currency order by d.stage_id, d.currency`);
  return rows;
}
