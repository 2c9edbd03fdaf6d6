import { eq } from "drizzle-orm";
import { workItems } from "../../../db/schema/routing.ts";
import { AppError } from "../../lib/app-error.ts";
import type { Deps } from "../../lib/deps.ts";
import { transact } from "../../lib/transact.ts";
import type { Access } from "../../permissions/access.ts";
import { holdWorkItem } from "./hold-work-item.ts";
import { runsQueue } from "./runs-queue.ts";

/** Has work served sooner or later than other work of its queue. */
export async function prioritiseWork(
  deps: Deps,
  input: { access: Access; workItemId: string; priority: number },
): Promise<void> {
  const { access, workItemId, priority } = input;
  await transact(deps, async (tx) => {
    const { held, item } = await holdWorkItem(tx, access, workItemId);
    if (!runsQueue(access, item.queueId)) {
      throw new AppError("forbidden", "Only a supervisor of the queue changes the priority of its work.");
    }
    if (item.state === "done") throw new AppError("conflict", "This work is over.");
    if (item.priority === priority) return;
    await tx.db
      .update(workItems)
      .set({ priority, updatedAt: deps.clock.now() })
      .where(eq(workItems.id, item.id));
    tx.append({
      type: "workItem.prioritised",
      conversationId: held.id,
      actorId: access.personId,
      data: { workItemId, priority: { from: item.priority, to: priority } },
    });
  });
}
