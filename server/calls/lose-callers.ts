import { ne } from "drizzle-orm";
import { calls } from "../../db/schema/calls.ts";
import type { Deps } from "../lib/deps.ts";
import { tellReach } from "./tell-reach.ts";

/**
 * After a start nobody is on the line: who was connected through the hub comes back, or is lost. Others' carriers know of
 * them, but for calls that the hub died over as they came.
 */
export async function loseCallers(deps: Deps): Promise<void> {
  const going = await deps.db
    .select({ channelId: calls.channelId, externalId: calls.externalId, stage: calls.stage })
    .from(calls)
    .where(ne(calls.stage, "ended"));
  for (const { channelId, externalId, stage } of going) {
    const isThroughHub = deps.carriers.voiceOf(channelId)?.receive !== undefined;
    if (externalId && (isThroughHub || stage === "arriving"))
      await tellReach(deps, { channelId, call: externalId, isReached: false });
  }
}
