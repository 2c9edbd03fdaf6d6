import { and, desc, eq, lt, or, type SQL } from "drizzle-orm";
import { deliveries, interactions } from "../../db/schema/conversations.ts";
import type { Delivery } from "../contract/channels.ts";
import type { Page } from "../contract/common.ts";
import { AppError } from "../lib/app-error.ts";
import type { Deps } from "../lib/deps.ts";

/** Attempts at sending, newest first. */
export async function findDeliveries(
  deps: Pick<Deps, "db">,
  channelId: string,
  { cursor, limit }: { cursor?: string; limit: number },
): Promise<Page<Delivery>> {
  const rows = await deps.db
    .select({ delivery: deliveries, conversationId: interactions.conversationId })
    .from(deliveries)
    .innerJoin(interactions, eq(interactions.id, deliveries.interactionId))
    .where(and(eq(deliveries.channelId, channelId), cursor ? before(cursor) : undefined))
    .orderBy(desc(deliveries.startedAt), desc(deliveries.id))
    .limit(limit + 1);
  const items = rows.slice(0, limit).map(({ delivery, conversationId }) => ({
    id: delivery.id,
    interactionId: delivery.interactionId,
    conversationId,
    attempt: delivery.attempt,
    state: delivery.state,
    detail: delivery.detail,
    startedAt: delivery.startedAt.toISOString(),
    endedAt: delivery.endedAt?.toISOString() ?? null,
  }));
  const last = items.at(-1);
  return { items, ...(rows.length > limit && last && { next: `${last.startedAt}_${last.id}` }) };
}

function before(cursor: string): SQL | undefined {
  const [at = "", id = ""] = cursor.split("_");
  const startedAt = new Date(at);
  if (Number.isNaN(startedAt.getTime()) || !/^[0-9a-f-]{36}$/.test(id)) {
    throw new AppError("invalid", "This cursor is none of ours.", { fields: { cursor: "is not right" } });
  }
  return or(
    lt(deliveries.startedAt, startedAt),
    and(eq(deliveries.startedAt, startedAt), lt(deliveries.id, id)),
  );
}
