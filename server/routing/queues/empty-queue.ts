import { sql } from "drizzle-orm";
import { conversations } from "../../../db/schema/conversations.ts";
import { workItems } from "../../../db/schema/routing.ts";
import { uuids } from "../../lib/rows.ts";
import type { Tx } from "../../lib/transact.ts";
import { putBack } from "../work/put-back.ts";

interface Emptying {
  queueId: string;
  /** Null is no queue. */
  next: string | null;
  actorId?: string;
  now: Date;
}

/** Lays all that is not done of an archived queue into the next, whoever has it. */
export async function emptyQueue(tx: Tx, emptying: Emptying): Promise<void> {
  const { queueId, next, actorId, now } = emptying;
  const held = await holdConversations(tx, queueId);
  if (held.length === 0) return;
  const items = await tx.db
    .select()
    .from(workItems)
    .where(sql`${workItems.conversationId} = any(${uuids(held)}::uuid[]) and ${workItems.state} <> 'done'`)
    .for("no key update");
  for (const item of items) {
    if (item.state === "offered") await putBack(tx, item, { outcome: "withdrawn", actorId, now });
  }
  await tx.db
    .update(workItems)
    .set({
      queueId: next,
      requirements: sql`(select requirements from queues where id = ${next})`,
      queuedSince: now,
      passedBy: null,
      updatedAt: now,
    })
    .where(sql`${workItems.id} = any(${uuids(items.map(({ id }) => id))}::uuid[])`);
  await tx.db
    .update(conversations)
    .set({ queueId: next, version: sql`${conversations.version} + 1`, updatedAt: now })
    .where(sql`${conversations.id} = any(${uuids(held)}::uuid[])`);
  for (const { id: workItemId, conversationId } of items) {
    tx.append({
      type: "workItem.queued",
      conversationId,
      actorId,
      data: { workItemId, queueId: { from: queueId, to: next }, reason: "archived" },
    });
  }
}

/** Those that are not over, also the ones of which no work is to be done now. */
async function holdConversations(tx: Tx, queueId: string): Promise<string[]> {
  const { rows } = await tx.db.execute<{ id: string }>(sql`
    select c.id from conversations c where c.id in (
      select id from conversations where queue_id = ${queueId} and status <> 'resolved'
      union select conversation_id from work_items where queue_id = ${queueId} and state <> 'done')
    order by c.id for no key update of c`);
  return rows.map(({ id }) => id);
}
