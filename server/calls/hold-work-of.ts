import { and, eq, ne } from "drizzle-orm";
import { workItems } from "../../db/schema/routing.ts";
import type { Tx } from "../lib/transact.ts";
import type { WorkItemRow } from "../routing/work/hold-work-item.ts";

/** The open work item of a locked conversation, locked. */
export async function holdWorkOf(tx: Tx, { id }: { id: string }): Promise<WorkItemRow | undefined> {
  const [item] = await tx.db
    .select()
    .from(workItems)
    .where(and(eq(workItems.conversationId, id), ne(workItems.state, "done")))
    .for("no key update");
  return item;
}
