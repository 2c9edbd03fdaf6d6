import { eq } from "drizzle-orm";
import { calls } from "../../../db/schema/calls.ts";
import type { Deps } from "../../lib/deps.ts";
import { transact } from "../../lib/transact.ts";
import type { Access } from "../../permissions/access.ts";
import { holdTalk } from "./hold-talk.ts";
import { refuseUnrecorded } from "./refuse-unrecorded.ts";
import { touchCall } from "./touch-call.ts";

/** Pauses the recording of a call, goes on with it, or begins it where that is on demand; for who talks. */
export async function pauseRecording(
  deps: Pick<Deps, "pool" | "clock">,
  { access, callId, isPaused }: { access: Access; callId: string; isPaused: boolean },
): Promise<void> {
  await transact(deps, async (tx) => {
    const { call } = await holdTalk(tx, access, callId, deps.clock.now());
    refuseUnrecorded(call, call.endedAt !== null);
    if (call.isPaused === isPaused) return;
    await tx.db.update(calls).set({ isPaused }).where(eq(calls.id, callId));
    const what = isPaused ? "paused" : "recording";
    await touchCall(tx, { callId, what, actorId: access.personId });
  });
}
