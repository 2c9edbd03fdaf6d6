import { presentSummary, type SummaryRow } from "../../contacts/summary.ts";
import type { WorkItem } from "../../contract/work.ts";
import { iso, isoOrNull } from "../../lib/rows.ts";

export type WorkItemShown = SummaryRow & {
  id: string;
  conversation_id: string;
  channel_id: string;
  kind: WorkItem["kind"];
  state: WorkItem["state"];
  queue_id: string | null;
  owner_id: string | null;
  priority: number;
  weight: number;
  is_resting: boolean;
  offered_to: string | null;
  offer_ends_at: string | null;
  waiting_since: string;
  accepted_at: string | null;
  wrap_up_ends_at: string | null;
  preview: string | null;
};

export const presentWorkItem = (row: WorkItemShown): WorkItem => ({
  id: row.id,
  conversationId: row.conversation_id,
  channelId: row.channel_id,
  kind: row.kind,
  state: row.state,
  queueId: row.queue_id,
  ownerId: row.owner_id,
  priority: row.priority,
  weight: row.weight,
  isResting: row.is_resting,
  offeredTo: row.offered_to,
  offerEndsAt: isoOrNull(row.offer_ends_at),
  waitingSince: iso(row.waiting_since),
  acceptedAt: isoOrNull(row.accepted_at),
  wrapUpEndsAt: isoOrNull(row.wrap_up_ends_at),
  contact: presentSummary(row),
  preview: row.preview ?? "",
});
