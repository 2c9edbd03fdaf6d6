import { and, eq, gt } from "drizzle-orm";
import { people } from "../../../db/schema/people.ts";
import { changeAssignee } from "../../conversations/change-assignee.ts";
import { saveConversation } from "../../conversations/hold.ts";
import { syncWorkItem } from "../../conversations/sync-work-item.ts";
import type { Tx } from "../../lib/transact.ts";
import type { HeldWork } from "./hold-work-item.ts";

/** Makes a locked work item that is nobody's a person's, with their conversation. */
export async function takeWork(tx: Tx, { held }: HeldWork, personId: string, now: Date): Promise<void> {
  await changeAssignee(tx, held, { to: personId, actorId: personId, reason: "person", now });
  await syncWorkItem(tx, held, personId, now);
  await saveConversation(tx, held, now);
  await forgetMisses(tx, personId);
}

/** Somebody who takes or declines work is there. */
export async function forgetMisses(tx: Tx, personId: string): Promise<void> {
  await tx.db
    .update(people)
    .set({ missedOffers: 0 })
    .where(and(eq(people.id, personId), gt(people.missedOffers, 0)));
}
