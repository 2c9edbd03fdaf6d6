import type { Deps } from "../lib/deps.ts";
import { changeCall } from "./change-call.ts";
import { closeCall } from "./close-call.ts";
import { longestLossMs } from "./tell-reach.ts";

/** Ends a call whose caller has not come back in time; one who came back and was lost anew has a later job. */
export async function endLostCall(deps: Deps, { callId }: { callId: string }): Promise<void> {
  await changeCall(deps, { id: callId }, async (tx, held) => {
    const { lostAt } = held.call;
    if (lostAt && held.now.getTime() - lostAt.getTime() >= longestLossMs)
      await closeCall(tx, held, "dropped");
  });
}
