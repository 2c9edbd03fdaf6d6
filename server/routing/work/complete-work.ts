import { and, eq, isNull } from "drizzle-orm";
import { dispositions } from "../../../db/schema/routing.ts";
import { AppError } from "../../lib/app-error.ts";
import type { Deps } from "../../lib/deps.ts";
import { type Tx, transact } from "../../lib/transact.ts";
import type { Access } from "../../permissions/access.ts";
import { finishWrapUp } from "./finish-wrap-up.ts";
import { holdWorkItem, type WorkItemRow } from "./hold-work-item.ts";

/** Ends one's own wrap-up, with how it came out. @throws AppError `conflict` when it is over. */
export async function completeWork(
  deps: Deps,
  input: { access: Access; workItemId: string; dispositionId: string | null },
): Promise<void> {
  const { access, workItemId, dispositionId } = input;
  const now = deps.clock.now();
  await transact(deps, async (tx) => {
    const { item } = await holdWorkItem(tx, access, workItemId);
    if (item.ownerId !== access.personId) throw new AppError("forbidden", "Somebody else wraps this up.");
    if (item.state === "done" && item.dispositionId === dispositionId) return;
    if (item.state !== "wrapUp") throw new AppError("conflict", "There is nothing to wrap up any more.");
    if (dispositionId) await refuseUnlessOf(tx, item, dispositionId);
    await finishWrapUp(tx, item, { dispositionId, actorId: access.personId, now });
  });
}

async function refuseUnlessOf(tx: Tx, { queueId }: WorkItemRow, dispositionId: string) {
  const [found] = await tx.db
    .select({ queueId: dispositions.queueId })
    .from(dispositions)
    .where(and(eq(dispositions.id, dispositionId), isNull(dispositions.archivedAt)));
  if (found && found.queueId === queueId) return;
  throw new AppError("invalid", "This queue has no such disposition.", {
    fields: { dispositionId: "is not one of this queue's" },
  });
}
