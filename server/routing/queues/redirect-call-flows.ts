import { and, eq, isNull, sql } from "drizzle-orm";
import { callFlows } from "../../../db/schema/call-flows.ts";
import { AppError } from "../../lib/app-error.ts";
import type { Tx } from "../../lib/transact.ts";

interface Redirection {
  queueId: string;
  next: string | null;
  actorId: string;
  now: Date;
}

type Nodes = typeof callFlows.$inferSelect.nodes;

/**
 * Callers who would come into a queue that is archived come into the next one.
 * @throws AppError `conflict` where there is none: a caller must wait somewhere
 */
export async function redirectCallFlows(tx: Tx, { queueId, next, actorId, now }: Redirection): Promise<void> {
  const redirected = (nodes: Nodes): Nodes =>
    Object.fromEntries(
      Object.entries(nodes).map(([id, node]) => [
        id,
        node.type === "queue" && node.queueId === queueId && next ? { ...node, queueId: next } : node,
      ]),
    );
  const leading = await tx.db
    .select()
    .from(callFlows)
    .where(
      and(
        isNull(callFlows.archivedAt),
        sql`exists (select from jsonb_each(${callFlows.nodes}) node where node.value->>'queueId' = ${queueId})`,
      ),
    )
    .orderBy(callFlows.id)
    .for("no key update");
  if (leading[0] && !next)
    throw new AppError(
      "conflict",
      `The call flow “${leading[0].name}” leads callers here. Give this queue an overflow, or change the call flow first.`,
    );
  for (const { id, version, nodes } of leading) {
    await tx.db
      .update(callFlows)
      .set({ nodes: redirected(nodes), version: version + 1, updatedAt: now })
      .where(eq(callFlows.id, id));
    tx.append({ type: "callFlow.updated", actorId, data: { callFlowId: id } });
  }
}
