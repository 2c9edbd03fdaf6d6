import { sql } from "drizzle-orm";
import { presentSummary, type SummaryRow } from "../contacts/summary.ts";
import type { Call, CallLeg } from "../contract/calls.ts";
import type { Recording } from "../contract/recordings.ts";
import { iso, isoOrNull } from "../lib/rows.ts";

export type CallShown = SummaryRow & {
  id: string;
  conversation_id: string;
  channel_id: string;
  direction: Call["direction"];
  number: string | null;
  stage: Call["stage"];
  outcome: Call["outcome"];
  queue_id: string | null;
  choices: Call["choices"];
  is_held: boolean;
  recording_rule: Call["recordingRule"];
  is_paused: boolean;
  is_recording_pending: boolean;
  is_recording_refused: boolean;
  started_at: string;
  answered_at: string | null;
  ended_at: string | null;
  legs: CallLeg[];
  version: number;
};

export const presentCall = (row: CallShown, recordings: Recording[]): Call => ({
  id: row.id,
  conversationId: row.conversation_id,
  contact: presentSummary(row),
  channelId: row.channel_id,
  direction: row.direction,
  number: row.number,
  stage: row.stage,
  outcome: row.outcome,
  queueId: row.queue_id,
  choices: row.choices,
  isHeld: row.is_held,
  recordingRule: row.recording_rule,
  isPaused: row.is_paused,
  isRecordingPending: row.is_recording_pending,
  isRecordingRefused: row.is_recording_refused,
  startedAt: iso(row.started_at),
  answeredAt: isoOrNull(row.answered_at),
  endedAt: isoOrNull(row.ended_at),
  legs: row.legs.map(presentLeg),
  recordings,
  version: row.version,
});

/** Of the leg `l`, as JSON. */
export const legSql = sql`jsonb_build_object('id', l.id, 'personId', l.person_id, 'number', l.number, 'role', l.role,
  'state', l.state, 'reason', l.reason, 'connectedAt', l.connected_at, 'endedAt', l.ended_at)`;

export const presentLeg = (leg: CallLeg): CallLeg => ({
  ...leg,
  connectedAt: isoOrNull(leg.connectedAt),
  endedAt: isoOrNull(leg.endedAt),
});
