import { sql } from "drizzle-orm";
import { summarySql } from "../contacts/summary.ts";
import type { Call } from "../contract/calls.ts";
import type { Deps } from "../lib/deps.ts";
import { planned } from "../lib/planned.ts";
import { uuids } from "../lib/rows.ts";
import { type CallShown, legSql, presentCall } from "./present.ts";
import { recordingsOf } from "./recordings/queries.ts";

/**
 * Calls as they are now, by id; for those whose conversations whoever asks was found to see. A call lies where its
 * interaction does. Who listens or whispers is shown to nobody by this.
 */
export async function showCalls(deps: Pick<Deps, "db">, ids: readonly string[]): Promise<Map<string, Call>> {
  if (ids.length === 0) return new Map();
  const [rows, recordings] = await Promise.all([
    planned<CallShown>(
      deps.db,
      "show-calls",
      sql`
    select k.id, i.conversation_id, ${summarySql("n")}, k.channel_id, k.direction, k.number,
      case when k.stage = 'queued' and exists (select from work_items w
        where w.conversation_id = k.conversation_id and w.state = 'offered') then 'offered' else k.stage end as stage,
      case when k.stage = 'ended' then k.outcome end as outcome, case when k.stage = 'ended' then k.queue_id else c.queue_id end as queue_id, k.choices, k.is_held,
      k.recording_rule, k.is_paused, k.is_recording_pending, k.is_recording_refused, k.started_at, k.answered_at, k.ended_at, k.version,
      (select coalesce(jsonb_agg(${legSql} order by l.started_at, l.id), '[]') from ${talkedSql} l) as legs
    from calls k join interactions i on i.id = k.id join conversations c on c.id = i.conversation_id
      join contacts n on n.id = c.contact_id
    where k.id = any(${uuids(ids)}::uuid[])`,
    ),
    recordingsOf(deps, ids),
  ]);
  return new Map(rows.map((row) => [row.id, presentCall(row, recordings.get(row.id) ?? [])]));
}

/** Whoever came in to talk and went back to listening has left, for all who see the call. */
const talkedSql = sql`(
  select id, person_id, number, role, state, reason, started_at, connected_at, ended_at
    from call_legs where call_id = k.id and role = 'talk'
  union all
  select l.id, l.person_id, l.number, 'talk', 'ended', null, s.started_at, s.started_at, s.ended_at
    from call_legs l join lateral (select started_at, ended_at from call_supervisions
      where leg_id = l.id and mode = 'barge' and ended_at is not null order by started_at desc limit 1) s on true
    where l.call_id = k.id and l.role <> 'talk')`;
