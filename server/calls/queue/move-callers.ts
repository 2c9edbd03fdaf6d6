import { and, eq } from "drizzle-orm";
import { calls } from "../../../db/schema/calls.ts";
import type { Deps } from "../../lib/deps.ts";
import { changeCall } from "../change-call.ts";
import { doForEach } from "../do-for-each.ts";
import { moveCaller } from "./move-caller.ts";

/** Callers of a queue that was archived wait in the next as its own callers do; their work lies there by then. */
export async function moveCallers(
  deps: Deps,
  { queueId, next }: { queueId: string; next: string },
): Promise<void> {
  const waiting = await deps.db
    .select({ id: calls.id })
    .from(calls)
    .where(and(eq(calls.queueId, queueId), eq(calls.stage, "queued")));
  const failures = await doForEach(deps, waiting, ({ id }) =>
    changeCall(deps, { id }, async (tx, held) => {
      const { stage, queueId: current } = held.call;
      if (stage === "queued" && current === queueId)
        await moveCaller(tx, held, { queueId: next, reason: "archived" });
    }),
  );
  // The job is done once all have been moved.
  if (failures.length > 0) throw failures[0];
}
