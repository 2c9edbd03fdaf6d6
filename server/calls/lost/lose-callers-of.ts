import { and, eq, ne } from "drizzle-orm";
import { calls } from "../../../db/schema/calls.ts";
import type { Deps } from "../../lib/deps.ts";
import { tellReach } from "./tell-reach.ts";

/**
 * A channel runs anew at this node, or no more, and what its connector knew of its callers' connections is gone with it: all are
 * lost until they come again.
 */
export async function loseCallersOf(deps: Deps, channelId: string): Promise<void> {
  const here = await deps.db
    .select({ call: calls.externalId })
    .from(calls)
    .where(and(eq(calls.channelId, channelId), eq(calls.nodeId, deps.nodeId), ne(calls.stage, "ended")));
  for (const { call } of here) {
    if (call !== null) await tellReach(deps, { channelId, call, isReached: false });
  }
}
