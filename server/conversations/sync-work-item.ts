import { and, eq, ne } from "drizzle-orm";
import { workItems } from "../../db/schema/index.ts";
import type { Tx } from "../lib/transact.ts";
import type { Held } from "./hold.ts";

/**
 * Brings the conversation's work item in line with its status and assignee: somebody's, waiting for somebody, or done.
 * An open conversation without one gets one.
 */
export async function syncWorkItem(
  tx: Tx,
  held: Held,
  actorId: string | undefined,
  now: Date,
): Promise<void> {
  const [item] = await tx.db
    .select()
    .from(workItems)
    .where(and(eq(workItems.conversationId, held.id), ne(workItems.state, "done")))
    .for("no key update");
  const state = wanted(held);
  if (!item) {
    if (state !== "done") await makeItem(tx, held, state, actorId, now);
    return;
  }
  const ownerId = state === "done" ? item.ownerId : held.assigneeId;
  if (item.state === state && item.ownerId === ownerId) return;
  await tx.db
    .update(workItems)
    .set({ state, ownerId, doneAt: state === "done" ? now : null, updatedAt: now })
    .where(eq(workItems.id, item.id));
  tx.append({
    type: "workItem.stateChanged",
    conversationId: held.id,
    actorId,
    data: {
      workItemId: item.id,
      state: { from: item.state, to: state },
      ownerId: { from: item.ownerId, to: ownerId },
    },
  });
}

function wanted(held: Held): "waiting" | "active" | "done" {
  if (held.status !== "open") return "done";
  return held.assigneeId ? "active" : "waiting";
}

async function makeItem(
  tx: Tx,
  held: Held,
  state: "waiting" | "active",
  actorId: string | undefined,
  now: Date,
) {
  const [made] = await tx.db
    .insert(workItems)
    .values({ conversationId: held.id, state, ownerId: held.assigneeId, waitingSince: now })
    .returning({ id: workItems.id });
  if (!made) return;
  tx.append({
    type: "workItem.created",
    conversationId: held.id,
    actorId,
    data: { workItemId: made.id, channelId: held.channelId },
  });
}
