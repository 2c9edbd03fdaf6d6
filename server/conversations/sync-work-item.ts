import { and, eq, ne, sql } from "drizzle-orm";
import { queues, workItems } from "../../db/schema/index.ts";
import type { WorkReason } from "../contract/events.ts";
import type { Tx } from "../lib/transact.ts";
import { endOffer } from "../routing/work/end-offer.ts";
import { isOverCapacity } from "../routing/work/is-over-capacity.ts";
import { makeWorkItem } from "../routing/work/make-work-item.ts";
import { noteIdle } from "../routing/work/note-idle.ts";
import type { Held } from "./hold.ts";

type Item = typeof workItems.$inferSelect;

/**
 * Brings the conversation's work item in line with its status and assignee: somebody's, waiting for somebody, to be
 * wrapped up, or done. An open conversation without one gets one. What comes to wait does so from now on, or since when
 * it is said.
 */
export async function syncWorkItem(
  tx: Tx,
  held: Held,
  actorId: string | undefined,
  now: Date,
  { reason, waitingSince = now }: { reason?: WorkReason; waitingSince?: Date } = {},
): Promise<void> {
  const [item] = await tx.db
    .select()
    .from(workItems)
    .where(and(eq(workItems.conversationId, held.id), ne(workItems.state, "done")))
    .for("no key update");
  if (!item) {
    if (held.status === "open") await makeWorkItem(tx, held, actorId, now);
    return;
  }
  const next = await nextOf(tx, held, item, { waitingSince, now });
  const isMoved = item.state !== next.state || item.ownerId !== next.ownerId;
  if (!isMoved && item.isResting === next.isResting) return;
  if (item.state === "offered" && next.state !== "offered") {
    await endOffer(tx, item, next.ownerId === item.offeredTo ? "accepted" : "withdrawn", actorId);
  }
  await tx.db
    .update(workItems)
    .set({ ...next, updatedAt: now })
    .where(eq(workItems.id, item.id));
  if (item.ownerId && (next.isResting || next.ownerId !== item.ownerId || next.state === "done"))
    await noteIdle(tx, [item.ownerId], now);
  if (item.isResting !== next.isResting && next.state === "active") {
    const data = { workItemId: item.id, isResting: next.isResting };
    tx.append({ type: "workItem.rested", conversationId: held.id, actorId, data });
  }
  if (!isMoved) return;
  const isTaken = next.ownerId !== null && next.ownerId !== item.ownerId;
  const why =
    reason ?? (isTaken && (await isOverCapacity(tx, next.ownerId ?? "")) ? "overCapacity" : undefined);
  tx.append({
    type: "workItem.stateChanged",
    conversationId: held.id,
    actorId,
    data: {
      workItemId: item.id,
      state: { from: item.state, to: next.state },
      ownerId: { from: item.ownerId, to: next.ownerId },
      ...(next.state === "waiting" && waitingSince < now && { since: waitingSince.toISOString() }),
      ...(why && { reason: why }),
    },
  });
}

type Next = Pick<
  Item,
  | "state"
  | "ownerId"
  | "isResting"
  | "offeredTo"
  | "offerEndsAt"
  | "passedBy"
  | "waitingSince"
  | "queuedSince"
  | "acceptedAt"
  | "wrapUpEndsAt"
  | "doneAt"
>;

async function nextOf(
  tx: Tx,
  held: Held,
  item: Item,
  { waitingSince, now }: { waitingSince: Date; now: Date },
): Promise<Next> {
  const still = { ...item, isResting: false, offeredTo: null, offerEndsAt: null, wrapUpEndsAt: null };
  if (held.status !== "open") {
    if (item.state === "wrapUp") return item;
    const seconds = held.status === "resolved" && item.state === "active" ? await wrapUpSeconds(tx, item) : 0;
    if (seconds === 0) return { ...still, state: "done", doneAt: now };
    return { ...still, state: "wrapUp", wrapUpEndsAt: new Date(now.getTime() + seconds * 1_000) };
  }
  if (!held.assigneeId) {
    if (item.state === "waiting" || item.state === "offered") return item;
    const since = { waitingSince, queuedSince: now, passedBy: null, acceptedAt: null };
    return { ...still, ...since, state: "waiting", ownerId: null };
  }
  const isSame = item.state === "active" && item.ownerId === held.assigneeId;
  return {
    ...still,
    state: "active",
    ownerId: held.assigneeId,
    acceptedAt: isSame ? item.acceptedAt : now,
    isResting: rests(held, item, isSame, now),
  };
}

/** Mail has nothing more to do once it is answered; a chat rests when it was still for a time, until somebody writes. */
function rests(held: Held, item: Item, isSame: boolean, now: Date): boolean {
  if (item.kind === "mail") return held.waitingSince === null;
  return isSame && item.isResting && held.lastInteractionAt < now;
}

async function wrapUpSeconds(tx: Tx, { queueId }: Item): Promise<number> {
  if (!queueId) return 0;
  const [queue] = await tx.db
    .select({
      seconds: sql<number>`case when ${queues.archivedAt} is null then ${queues.wrapUpSeconds} else 0 end`,
    })
    .from(queues)
    .where(eq(queues.id, queueId));
  return queue?.seconds ?? 0;
}
