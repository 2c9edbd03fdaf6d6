import { and, eq, isNull } from "drizzle-orm";
import { callFlows } from "../../../db/schema/call-flows.ts";
import { notFound } from "../../lib/app-error.ts";
import type { Deps } from "../../lib/deps.ts";
import { transact } from "../../lib/transact.ts";
import type { Access } from "../../permissions/access.ts";

export async function archiveCallFlow(
  deps: Pick<Deps, "pool" | "clock">,
  { access, callFlowId }: { access: Access; callFlowId: string },
): Promise<void> {
  const now = deps.clock.now();
  await transact(deps, async (tx) => {
    const archived = await tx.db
      .update(callFlows)
      .set({ archivedAt: now, updatedAt: now })
      .where(and(eq(callFlows.id, callFlowId), isNull(callFlows.archivedAt)))
      .returning({ id: callFlows.id });
    if (archived.length === 0) throw notFound("call flow");
    tx.append({ type: "callFlow.updated", actorId: access.personId, data: { callFlowId } });
  });
}
