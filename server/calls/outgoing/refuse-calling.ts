import { and, desc, eq, gt } from "drizzle-orm";
import { calls } from "../../../db/schema/calls.ts";
import { AppError } from "../../lib/app-error.ts";
import type { Tx } from "../../lib/transact.ts";
import { refuseUnlessFree } from "../refuse-unless-free.ts";

interface Caller {
  personId: string;
  callsPerHour: number;
  now: Date;
}

const hourMs = 3_600_000;
const minuteMs = 60_000;

/**
 * Whether somebody may place a call now; until the transaction ends nobody else asks that for them.
 * @throws AppError `conflict` without a phone or within a call, `rate_limited` where it were too many
 */
export async function refuseCalling(tx: Tx, { personId, callsPerHour, now }: Caller): Promise<void> {
  await refuseUnlessFree(tx, personId);
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
  const [oldest] = await tx.db
    .select({ at: calls.startedAt })
    .from(calls)
    .where(and(eq(calls.placedBy, personId), gt(calls.startedAt, new Date(now.getTime() - hourMs))))
    .orderBy(desc(calls.startedAt))
    .offset(callsPerHour - 1)
    .limit(1);
  return oldest && new Date(oldest.at.getTime() + hourMs);
}
