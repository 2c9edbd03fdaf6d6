import { sql } from "drizzle-orm";
import { AppError } from "../../lib/app-error.ts";
import type { Tx } from "../../lib/transact.ts";

export interface Caller {
  personId: string;
  callsPerHour: number;
  now: Date;
}

const hourMs = 3_600_000;
const minuteMs = 60_000;

/** Telephones that somebody called, by themselves or into a call, count alike. @throws AppError `rate_limited` */
export async function refuseTooMany(tx: Tx, { personId, callsPerHour, now }: Caller): Promise<void> {
  const freeAt = await findFreeAt(tx, { personId, callsPerHour, now });
  if (!freeAt) return;
  const minutes = Math.ceil((freeAt.getTime() - now.getTime()) / minuteMs);
  const when = minutes === 1 ? "a minute" : `${minutes} minutes`;
  throw new AppError(
    "rate_limited",
    `You have placed ${callsPerHour} calls within an hour. The next can be placed in ${when}.`,
  );
}

/** When the oldest of as many as are allowed is an hour ago; undefined where there were fewer. */
async function findFreeAt(tx: Tx, { personId, callsPerHour, now }: Caller): Promise<Date | undefined> {
  const since = new Date(now.getTime() - hourMs).toISOString();
  const { rows } = await tx.db.execute<{ at: string }>(sql`
    select started_at as at from calls where placed_by = ${personId} and started_at > ${since}
    union all
    select l.started_at as at from call_legs l join call_legs b on b.id = l.by_leg_id
      where l.number is not null and l.started_at > ${since} and b.person_id = ${personId}
    order by at desc offset ${callsPerHour - 1} limit 1`);
  const [oldest] = rows;
  return oldest && new Date(Date.parse(oldest.at) + hourMs);
}
