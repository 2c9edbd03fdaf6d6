import { and, eq, isNull } from "drizzle-orm";
import { callFlows } from "../../../db/schema/call-flows.ts";
import { channels } from "../../../db/schema/channels.ts";
import { AppError, notFound } from "../../lib/app-error.ts";
import type { Deps } from "../../lib/deps.ts";
import { type Tx, transact } from "../../lib/transact.ts";
import type { Access } from "../../permissions/access.ts";

/** @throws AppError `conflict` while a channel's callers hear it */
export async function archiveCallFlow(
  deps: Pick<Deps, "pool" | "clock">,
  { access, callFlowId }: { access: Access; callFlowId: string },
): Promise<void> {
  const now = deps.clock.now();
  await transact(deps, async (tx) => {
    await lockForGood(tx, callFlowId);
    await refuseInUse(tx, callFlowId);
    await tx.db
      .update(callFlows)
      .set({ archivedAt: now, updatedAt: now })
      .where(eq(callFlows.id, callFlowId));
    tx.append({ type: "callFlow.updated", actorId: access.personId, data: { callFlowId } });
  });
}

/** Waits for whoever gives it to a channel. */
async function lockForGood(tx: Tx, callFlowId: string) {
  const found = await tx.db
    .select({ id: callFlows.id })
    .from(callFlows)
    .where(and(eq(callFlows.id, callFlowId), isNull(callFlows.archivedAt)))
    .for("update");
  if (found.length === 0) throw notFound("call flow");
}

async function refuseInUse(tx: Tx, callFlowId: string) {
  const [channel] = await tx.db
    .select({ name: channels.name })
    .from(channels)
    .where(and(eq(channels.callFlowId, callFlowId), isNull(channels.archivedAt)))
    .orderBy(channels.name)
    .limit(1);
  if (!channel) return;
  throw new AppError(
    "conflict",
    `Callers of the channel “${channel.name}” hear this call flow. Give it another first.`,
  );
}
