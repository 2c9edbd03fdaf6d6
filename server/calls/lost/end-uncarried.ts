import { and, eq, lte, ne } from "drizzle-orm";
import { calls } from "../../../db/schema/calls.ts";
import { channels } from "../../../db/schema/channels.ts";
import type { Deps } from "../../lib/deps.ts";
import { changeCall } from "../change-call.ts";
import { closeCall } from "../close-call.ts";
import { doForEach } from "../do-for-each.ts";

/** Of the calls of a channel that was turned off nobody tells anything any more: unless it is back soon, they are dropped. */
export async function endUncarried(deps: Deps, stopping: AbortSignal): Promise<void> {
  const offSince = new Date(deps.clock.now().getTime() - deps.carriers.lossSeconds * 1_000);
  const uncarried = await deps.db
    .select({ id: calls.id })
    .from(calls)
    .innerJoin(channels, eq(channels.id, calls.channelId))
    .where(and(ne(calls.stage, "ended"), eq(channels.isEnabled, false), lte(channels.updatedAt, offSince)));
  await doForEach(deps, uncarried, async ({ id }) => {
    if (!stopping.aborted) await changeCall(deps, { id }, (tx, held) => closeCall(tx, held, "dropped"));
  });
}
