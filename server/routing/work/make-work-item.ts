import { sql } from "drizzle-orm";
import { newId } from "../../../db/schema/columns.ts";
import { workItems } from "../../../db/schema/index.ts";
import type { Requirement, WorkKind } from "../../../db/schema/routing.ts";
import type { Tx } from "../../lib/transact.ts";
import { isOverCapacity } from "./is-over-capacity.ts";

interface Place {
  kind: WorkKind;
  weight: number;
  queueId: string | null;
  priority: number;
  requirements: Requirement[] | null;
}

/** Of a locked conversation that needs somebody: with its assignee, or waiting where it lies; of its channel's kind unless said. */
export async function makeWorkItem(
  tx: Tx,
  held: {
    id: string;
    channelId: string;
    queueId: string | null;
    assigneeId: string | null;
    waitingSince: Date | null;
  },
  actorId: string | undefined,
  now: Date,
  asked: { kind?: WorkKind; priority?: number } = {},
): Promise<void> {
  const id = newId();
  const place = await placeOf(tx, held, asked.kind);
  const { queueId, kind, weight, requirements } = place;
  const priority = asked.priority ?? place.priority;
  // Its queue may have been archived while there was nothing to do.
  held.queueId = queueId;
  const ownerId = held.assigneeId;
  const isResting = kind === "mail" && ownerId !== null && held.waitingSince === null;
  await tx.db.insert(workItems).values({
    id,
    conversationId: held.id,
    kind,
    state: ownerId ? "active" : "waiting",
    ownerId,
    queueId,
    queuedSince: now,
    weight,
    priority,
    requirements,
    isResting,
    waitingSince: now,
    acceptedAt: ownerId ? now : null,
  });
  const isOver = ownerId !== null && !isResting && (await isOverCapacity(tx, ownerId));
  tx.append({
    type: "workItem.created",
    conversationId: held.id,
    actorId,
    data: {
      workItemId: id,
      channelId: held.channelId,
      kind,
      queueId,
      priority,
      ownerId,
      ...(isOver && { reason: "overCapacity" }),
    },
  });
  if (isResting) {
    const data = { workItemId: id, isResting };
    tx.append({ type: "workItem.rested", conversationId: held.id, actorId, data });
  }
}

async function placeOf(
  tx: Tx,
  { channelId, queueId }: { channelId: string; queueId: string | null },
  asked: WorkKind | undefined,
): Promise<Place> {
  const kind = sql`coalesce(${asked ?? null}::text, case when c.letters then 'mail' else 'chat' end)`;
  const { rows } = await tx.db.execute<Place & Record<string, unknown>>(sql`
    select k.kind, coalesce((w.weights->>k.kind)::int, 1) as weight, q.id as "queueId",
      coalesce(q.priority, 0) as priority, q.requirements
    from channels c cross join lateral (select ${kind} as kind) k
    left join workspace w on true
    left join queues q on q.id = ${queueId} and q.archived_at is null
    where c.id = ${channelId}`);
  const [place] = rows;
  if (!place) throw new Error("A conversation's channel is not there.");
  return place;
}
