import { and, eq, isNotNull, isNull, or } from "drizzle-orm";
import { calls } from "../../../db/schema/calls.ts";
import type { Deps } from "../../lib/deps.ts";
import { whichCall } from "../lock-call.ts";

interface Told {
  channelId: string;
  /** The carrier's name for the call. */
  call: string;
  meeting: string;
  isThere: boolean;
}

/** The caller is there, or is no longer being brought there. Of another meeting than the last that comes too late. */
export async function tellMeeting(
  { db }: Pick<Deps, "db">,
  { channelId, call: externalId, meeting, isThere }: Told,
): Promise<void> {
  const isIt = eq(calls.meeting, meeting);
  await db
    .update(calls)
    .set({ meeting: isThere ? meeting : null, meetingUntil: null })
    .where(
      and(
        whichCall({ channelId, externalId }),
        isThere ? or(isIt, isNull(calls.meeting)) : and(isIt, isNotNull(calls.meetingUntil)),
      ),
    );
}
