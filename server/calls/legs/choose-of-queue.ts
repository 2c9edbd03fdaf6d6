import { eq } from "drizzle-orm";
import { people } from "../../../db/schema/people.ts";
import { AppError } from "../../lib/app-error.ts";
import type { Tx } from "../../lib/transact.ts";
import { findNextForCall } from "../../routing/engine/find-next-for-call.ts";
import { namedBy, refuseUnknown } from "../../routing/refuse-unknown.ts";
import type { HeldCall } from "../hold-call.ts";
import { holdWorkOf } from "../hold-work-of.ts";

const lateMs = 5 * 60_000;

/** Who of a queue is to come into a call; it counts as their turn. @throws AppError `invalid`, `conflict` where nobody is free */
export async function chooseOfQueue(
  tx: Tx,
  held: HeldCall,
  { queueId }: { queueId: string },
): Promise<string> {
  await refuseUnknown(tx, namedBy("queue", [queueId], "to.queueId"));
  const { now } = held;
  const work = await holdWorkOf(tx, held.conversation);
  const personId = await findNextForCall(tx, {
    queueId,
    weight: work?.weight ?? 0,
    language: work?.language ?? null,
    last: whoDidNotCome(held),
    now,
  });
  if (!personId)
    throw new AppError("conflict", "Nobody in this queue is free now. The caller can be sent there to wait.");
  await tx.db.update(people).set({ lastOfferedAt: now }).where(eq(people.id, personId));
  return personId;
}

/** Lately; who was asked longest ago first. */
function whoDidNotCome({ legs, now }: HeldCall): string[] {
  const asked = legs.filter(
    ({ connectedAt, endedAt }) => !connectedAt && endedAt && now.getTime() - endedAt.getTime() < lateMs,
  );
  // Legs come in the order in which they were begun; each person counts by their last.
  const ids = asked.flatMap(({ personId }) => personId ?? []).reverse();
  return [...new Set(ids)].reverse();
}
