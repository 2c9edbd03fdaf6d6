import { and, eq, isNull } from "drizzle-orm";
import { callFlows } from "../../db/schema/call-flows.ts";
import { channels } from "../../db/schema/channels.ts";
import type { Deps } from "../lib/deps.ts";
import type { Flow } from "./flow/flow.ts";

/** What callers of a channel hear; without a flow they wait in its queue. Undefined where it takes no calls. */
export async function findFlowOfChannel(
  { db }: Pick<Deps, "db">,
  channelId: string,
): Promise<Flow | undefined> {
  const [row] = await db
    .select({ queueId: channels.queueId, entry: callFlows.entry, nodes: callFlows.nodes })
    .from(channels)
    .leftJoin(callFlows, eq(callFlows.id, channels.callFlowId))
    .where(and(eq(channels.id, channelId), eq(channels.isEnabled, true), isNull(channels.archivedAt)));
  if (row?.entry && row.nodes) return { entry: row.entry, nodes: row.nodes };
  return row?.queueId ? plainQueue(row.queueId) : undefined;
}

/** Its one node has the queue's id. */
export const plainQueue = (queueId: string): Flow => ({
  entry: queueId,
  nodes: {
    [queueId]: { type: "queue", queueId, music: null, announce: null, callback: null, overflow: null },
  },
});
