import { sql } from "drizzle-orm";
import type { MyCall } from "../../contract/calls.ts";
import type { Supervision } from "../../contract/supervision.ts";
import { notFound } from "../../lib/app-error.ts";
import type { Deps } from "../../lib/deps.ts";
import { iso, isoOrNull, uuids } from "../../lib/rows.ts";
import type { Access } from "../../permissions/access.ts";
import { canSeeSql } from "../../permissions/can-see.ts";
import { legSql, presentLeg } from "../present.ts";

type Reader = Pick<Deps, "db">;
type MySupervision = NonNullable<MyCall["supervision"]>;

/** In their order; who listens to whom is never told to those who talk or talked there. @throws AppError not_found */
export async function listSupervisions(deps: Reader, access: Access, callId: string): Promise<Supervision[]> {
  const { rows: seen } = await deps.db.execute(sql`
    select from calls k join interactions i on i.id = k.id join conversations c on c.id = i.conversation_id
    where k.id = ${callId} and ${canSeeSql(access)}`);
  if (seen.length === 0) throw notFound("call");
  const { rows } = await deps.db.execute<Supervision & Record<string, unknown>>(sql`
    select s.id, s.person_id as "personId", s.mode, s.started_at as "startedAt", s.ended_at as "endedAt"
    from call_supervisions s join call_legs l on l.id = s.leg_id
    where s.call_id = ${callId} and (s.ended_at is not null or l.connected_at is not null)
      and (s.person_id = ${access.personId} or s.mode <> 'listen' or not exists (
        select from call_legs t where t.call_id = s.call_id and t.person_id = ${access.personId}
          and t.connected_at is not null and not exists (select from call_supervisions o where o.leg_id = t.id)))
    order by s.started_at, s.id`);
  return rows.map((row) => ({ ...row, startedAt: iso(row.startedAt), endedAt: isoOrNull(row.endedAt) }));
}

/** By the leg with which somebody attends a call now. */
export async function findOwnSupervisions(
  deps: Reader,
  legIds: readonly string[],
): Promise<Map<string, MySupervision>> {
  const { rows } = await deps.db.execute<MySupervision & Record<string, unknown>>(sql`
    select s.mode, b.person_id as "besideId", ${legSql} as leg
    from call_supervisions s join call_legs l on l.id = s.leg_id left join call_legs b on b.id = l.by_leg_id
    where s.leg_id = any(${uuids(legIds)}::uuid[]) and s.ended_at is null`);
  return new Map(rows.map(({ mode, besideId, leg }) => [leg.id, { mode, besideId, leg: presentLeg(leg) }]));
}

/** Who whispers, by the leg beside which they stand. */
export async function findWhisperers(
  deps: Reader,
  legIds: readonly string[],
): Promise<Map<string, string[]>> {
  const { rows } = await deps.db.execute<{ id: string; people: string[] }>(sql`
    select by_leg_id as id, array_agg(person_id order by started_at, id) as people from call_legs
    where by_leg_id = any(${uuids(legIds)}::uuid[]) and role = 'whisper' and state = 'connected'
    group by by_leg_id`);
  return new Map(rows.map(({ id, people }) => [id, people]));
}
