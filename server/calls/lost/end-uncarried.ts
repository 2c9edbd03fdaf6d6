import { and, eq, lte, ne } from "drizzle-orm";
import { calls } from "../../../db/schema/calls.ts";
import { channels } from "../../../db/schema/channels.ts";
import type { Deps } from "../../lib/deps.ts";
import { changeCall } from "../change-call.ts";
import { closeCall } from "../close-call.ts";

/** Of the calls of a channel that was turned off nobody tells anything any more: unless it is back soon, they are dropped. */
export async function endUncarried(deps: Deps, stopping: AbortSignal): Promise<void> {
  const offSince = new Date(deps.clock.now().getTime() - deps.carriers.lossSeconds * 1_000);
  const uncarried = await deps.db
    .select({ id: calls.id })
    .from(calls)
    .innerJoin(channels, eq(channels.id, calls.channelId))
    .where(and(ne(calls.stage, "ended"), eq(channels.isEnabled, false), lte(channels.updatedAt, offSince)));
  for (const { id } of uncarried) {
    if (stopping.aborted) return;
    try {
      await changeCall(deps, { id }, (tx, held) => closeCall(tx, held, "dropped"));
    } catch (err) {
      deps.log.error(
        { err, callId: id },
        "A call of a channel that is off could not be ended; it is tried again soon",
      );
    }
  }
}
