import { newId, recordingSegments } from "../../../db/schema/index.ts";
import { AppError } from "../../lib/app-error.ts";
import type { Deps } from "../../lib/deps.ts";
import { transact } from "../../lib/transact.ts";
import type { Access } from "../../permissions/access.ts";
import { isOverFor } from "./grace.ts";
import { holdTalk, type Talk } from "./hold-talk.ts";
import { refuseUnrecorded } from "./refuse-unrecorded.ts";

interface BeginSegment {
  access: Access;
  callId: string;
  channelCount: 1 | 2;
  agoMs: number;
}

/** One run of a recorder in the browser of who talks; what it sends goes to the segment that this names. */
export async function beginSegment(
  deps: Pick<Deps, "pool" | "clock" | "recordings">,
  { access, callId, channelCount, agoMs }: BeginSegment,
): Promise<{ id: string }> {
  const now = deps.clock.now();
  const begunAt = new Date(now.getTime() - agoMs);
  const id = newId();
  await transact(deps, async (tx) => {
    const talk = await holdTalk(tx, access, callId, begunAt);
    refuseUnrecorded(talk.call, isOverFor(talk.call, now));
    if (talk.call.isPaused) throw new AppError("conflict", "The recording of this call is paused.");
    await tx.db.insert(recordingSegments).values({
      id,
      callId,
      personId: access.personId,
      kind: "call",
      segment: deps.recordings.newSegment(),
      startsAtMs: startsAtMsOf(talk, begunAt),
      channelCount,
    });
  });
  return { id };
}

/** A call's clock begins as it is answered, and nobody is heard before they are there. */
function startsAtMsOf({ call, since }: Talk, begunAt: Date): number {
  const from = Math.max(begunAt.getTime(), since.getTime());
  return Math.max(0, from - (call.answeredAt ?? since).getTime());
}
