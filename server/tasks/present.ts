import { presentSummary, type SummaryRow } from "../contacts/summary.ts";
import type { Task } from "../contract/sales.ts";
import { iso, isoOrNull } from "../lib/rows.ts";

export type TaskRow = (SummaryRow | { contact_id: null }) & {
  id: string;
  kind: Task["kind"];
  title: string;
  conversation_id: string | null;
  deal_id: string | null;
  assignee_id: string | null;
  due_at: string | null;
  done_at: string | null;
  created_at: string;
  version: number;
};

export function presentTask(row: TaskRow, now: Date): Task {
  return {
    id: row.id,
    kind: row.kind,
    title: row.title,
    contact: row.contact_id === null ? null : presentSummary(row),
    conversationId: row.conversation_id,
    dealId: row.deal_id,
    assigneeId: row.assignee_id,
    dueAt: isoOrNull(row.due_at),
    doneAt: isoOrNull(row.done_at),
    isOverdue: row.done_at === null && row.due_at !== null && new Date(row.due_at) <= now,
    createdAt: iso(row.created_at),
    version: row.version,
  };
}
