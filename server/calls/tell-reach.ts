import type { Deps } from "../lib/deps.ts";
import { addJob } from "../lib/jobs.ts";
import { changeCall } from "./change-call.ts";
import { askToHold } from "./hold-caller.ts";

/** For so long a caller who was lost may come back. */
export const longestLossMs = 30_000;

/** A caller's own connection is there, or lost; where it stays lost, the call ends. */
export async function tellReach(
  deps: Deps,
  { channelId, call: externalId, isReached }: { channelId: string; call: string; isReached: boolean },
): Promise<void> {
  await changeCall(deps, { channelId, externalId }, async (tx, held) => {
    const { call, now } = held;
    // Who was away may have missed it.
    if (isReached && call.stage === "active") askToHold(held);
    if (call.stage === "ended" || isReached === (call.lostAt === null)) return;
    call.lostAt = isReached ? null : now;
    if (isReached) return;
    const runAt = new Date(now.getTime() + longestLossMs);
    await addJob(tx, "endLostCall", { callId: call.id }, { runAt, key: `lost:${call.id}` });
  });
}
