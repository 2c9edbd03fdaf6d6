import type { Call, CallLeg } from "../contract/calls.ts";
import type { Recording } from "../contract/recordings.ts";
import { iso, isoOrNull } from "../lib/rows.ts";

export type CallShown = {
  id: string;
  conversation_id: string;
  contact_id: string;
  contact_name: string | null;
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
  contact: { id: row.contact_id, name: row.contact_name },
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
  isRecordingRefused: row.is_recording_refused,
  startedAt: iso(row.started_at),
  answeredAt: isoOrNull(row.answered_at),
  endedAt: isoOrNull(row.ended_at),
  legs: row.legs.map((leg) => ({
    ...leg,
    connectedAt: isoOrNull(leg.connectedAt),
    endedAt: isoOrNull(leg.endedAt),
  })),
  recordings,
  version: row.version,
});
