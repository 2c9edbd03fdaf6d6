import type { Deps } from "../../lib/deps.ts";
import { changeCall } from "../change-call.ts";
import { askForHold } from "../set-on-hold.ts";
import { loseCaller } from "./lose-caller.ts";

/** A caller's own connection is there, at this node, or is lost. */
export async function tellReach(
  deps: Deps,
  { channelId, call: externalId, isReached }: { channelId: string; call: string; isReached: boolean },
): Promise<void> {
  await changeCall(deps, { channelId, externalId }, async (tx, held) => {
    const { call } = held;
    if (call.stage === "ended") return;
    if (isReached) {
      // Who was away may have missed it.
      if (call.stage === "active") askForHold(held);
      Object.assign(call, { nodeId: deps.nodeId, lostAt: null });
    } else if (call.nodeId === null || call.nodeId === deps.nodeId) {
      call.nodeId = null;
      await loseCaller(tx, deps, held);
    }
  });
}
