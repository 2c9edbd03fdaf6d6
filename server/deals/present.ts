import { presentSummary, type SummaryRow } from "../contacts/summary.ts";
import type { Deal } from "../contract/sales.ts";
import { iso, isoOrNull } from "../lib/rows.ts";

export type DealRow = SummaryRow & {
  id: string;
  title: string;
  conversation_id: string | null;
  pipeline_id: string;
  stage_id: string;
  owner_id: string | null;
  /** numeric, which the driver gives as text. */
  amount: string | null;
  currency: string;
  source: Deal["source"];
  closed_at: string | null;
  created_at: string;
  version: number;
};

export function presentDeal(row: DealRow): Deal {
  return {
    id: row.id,
    title: row.title,
    contact: presentSummary(row),
    conversationId: row.conversation_id,
    pipelineId: row.pipeline_id,
    stageId: row.stage_id,
    ownerId: row.owner_id,
    amount: row.amount === null ? null : Number(row.amount),
    currency: row.currency,
    source: row.source,
    closedAt: isoOrNull(row.closed_at),
    createdAt: iso(row.created_at),
    version: row.version,
  };
}
