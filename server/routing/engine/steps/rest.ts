import { eq } from "drizzle-orm";
import { workItems } from "../../../../db/schema/conversations.ts";
import { noteIdle } from "../../work/note-idle.ts";
import type { Step } from "./step.ts";

/** A chat that was still for a time weighs nothing until somebody writes. */
export const rest: Step<"rest"> = async (tx, { held, item }, { seen, now }) => {
  if (held.lastInteractionAt.getTime() > seen.lastActivityAt) return false;
  await tx.db.update(workItems).set({ isResting: true, updatedAt: now }).where(eq(workItems.id, item.id));
  tx.append({
    type: "workItem.rested",
    conversationId: held.id,
    data: { workItemId: item.id, isResting: true },
  });
  if (item.ownerId) await noteIdle(tx, item.ownerId, now);
  return true;
};
