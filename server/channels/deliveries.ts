import { and, desc, eq, lt, or, type SQL } from "drizzle-orm";
import { deliveries, interactions } from "../../db/schema/conversations.ts";
import type { Delivery } from "../contract/channels.ts";
import type { Page } from "../contract/common.ts";
import { type Cursor, cutPage, readCursor } from "../lib/cursor.ts";
import type { Deps } from "../lib/deps.ts";

/** Attempts at sending, newest first. */
export async function findDeliveries(
  deps: Pick<Deps, "db">,
  channelId: string,
  { cursor, limit }: { cursor?: string; limit: number },
): Promise<Page<Delivery>> {
  const found = await deps.db
    .select({ delivery: deliveries, conversationId: interactions.conversationId })
    .from(deliveries)
    .innerJoin(interactions, eq(interactions.id, deliveries.interactionId))
    .where(and(eq(deliveries.channelId, channelId), isBefore(readCursor(cursor))))
    .orderBy(desc(deliveries.startedAt), desc(deliveries.id))
    .limit(limit + 1);
  const { rows, next } = cutPage(
    found.map((row) => ({ ...row, id: row.delivery.id, at: row.delivery.startedAt.toISOString() })),
    limit,
  );
  const items = rows.map(({ id, at, delivery, conversationId }) => ({
    id,
    interactionId: delivery.interactionId,
    conversationId,
    attempt: delivery.attempt,
    state: delivery.state,
    detail: delivery.detail,
    startedAt: at,
    endedAt: delivery.endedAt?.toISOString() ?? null,
  }));
  return { items, next };
}

function isBefore(cursor: Cursor | undefined): SQL | undefined {
  if (!cursor?.at) return undefined;
  const startedAt = new Date(cursor.at);
  return or(
    lt(deliveries.startedAt, startedAt),
    and(eq(deliveries.startedAt, startedAt), lt(deliveries.id, cursor.id)),
  );
}
