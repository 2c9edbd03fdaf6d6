import { inArray } from "drizzle-orm";
import { people } from "../../../db/schema/people.ts";
import { changeAssignee } from "../../conversations/change-assignee.ts";
import { saveConversation } from "../../conversations/hold.ts";
import { syncWorkItem } from "../../conversations/sync-work-item.ts";
import type { Deps } from "../../lib/deps.ts";
import { transact } from "../../lib/transact.ts";
import { holdFreeWorkItems } from "../work/hold-work-item.ts";
import { roomOf, takeRoom } from "./room-of.ts";
import type { Action } from "./state.ts";

export type Assign = Extract<Action, { type: "assign" }>;

/**
 * Makes work theirs without asking, as far as it still waits in that queue, nobody has it locked, and they are ready and
 * have room. Gives the items of what was done.
 */
export async function carryOutAssigns(
  deps: Pick<Deps, "pool" | "clock">,
  assigns: readonly Assign[],
): Promise<Set<string>> {
  const now = deps.clock.now();
  return transact(deps, async (tx) => {
    const works = await holdFreeWorkItems(
      tx,
      assigns.map(({ itemId }) => itemId),
    );
    const room = await roomOf(
      tx,
      assigns.map(({ personId }) => personId),
    );
    const made = assigns.filter(({ itemId, personId, queueId }) => {
      const item = works.get(itemId)?.item;
      return item?.state === "waiting" && item.queueId === queueId && takeRoom(room, personId, item);
    });
    for (const { itemId, personId } of made) {
      const held = works.get(itemId)?.held;
      if (!held) continue;
      await changeAssignee(tx, held, { to: personId, reason: "autoAccepted", now });
      await syncWorkItem(tx, held, undefined, now, { reason: "autoAccepted" });
      await saveConversation(tx, held, now);
    }
    const takers = made.map(({ personId }) => personId);
    if (takers.length > 0)
      await tx.db.update(people).set({ lastOfferedAt: now }).where(inArray(people.id, takers));
    return new Set(made.map(({ itemId }) => itemId));
  });
}
