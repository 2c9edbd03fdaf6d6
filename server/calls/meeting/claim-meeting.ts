import { and, eq, isNull, lte, ne, or, sql } from "drizzle-orm";
import { calls } from "../../../db/schema/calls.ts";
import type { Deps } from "../../lib/deps.ts";
import { whichCall } from "../lock-call.ts";
import { onTheWay } from "./let-come.ts";

interface Claim {
  channelId: string;
  /** The carrier's name for the call. */
  call: string;
  /** The carrier's name for where people wait; absent for a caller who goes there by themselves. */
  meeting?: string;
}

/** A carrier may be asked twice for it, for ten seconds each. A node that is killed meanwhile holds it no longer. */
const bringingMs = 20_000;

const { stage, meetingUntil } = calls;

/** Gives whether the caller may be brought, or may go; by one statement, so that of all nodes one is told so. */
export async function claimMeeting(
  { db, clock }: Pick<Deps, "db" | "clock">,
  { channelId, call: externalId, meeting }: Claim,
): Promise<boolean> {
  const now = clock.now();
  const isOver = lte(meetingUntil, now);
  const isElsewhere = and(isNull(meetingUntil), sql`${calls.meeting} is distinct from ${meeting}`);
  const isBroughtByNobody = or(isNull(calls.meeting), isNull(meetingUntil), isOver);
  const [place, isAllowed] =
    meeting === undefined
      ? [onTheWay(now), and(ne(stage, "ended"), isBroughtByNobody)]
      : [
          { meeting, meetingUntil: new Date(now.getTime() + bringingMs) },
          and(eq(stage, "active"), or(isElsewhere, isOver)),
        ];
  const claimed = await db
    .update(calls)
    .set(place)
    .where(and(whichCall({ channelId, externalId }), isAllowed))
    .returning({ id: calls.id });
  return claimed.length > 0;
}
