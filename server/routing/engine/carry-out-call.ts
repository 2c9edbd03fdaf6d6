import { eq } from "drizzle-orm";
import { people } from "../../../db/schema/people.ts";
import { commitCall, followUp } from "../../calls/change-call.ts";
import { findCallOfWork } from "../../calls/find-call-of-work.ts";
import type { HeldCall } from "../../calls/hold-call.ts";
import { holdWorkOf } from "../../calls/hold-work-of.ts";
import { ringPerson } from "../../calls/legs/ring-person.ts";
import type { Deps } from "../../lib/deps.ts";
import type { Assign } from "./carry-out-assigns.ts";
import { roomOf, takeRoom } from "./room-of.ts";

/** A carrier or a browser that refuses at once would be asked many times a second. */
const restMs = 5_000;

/** Begins the leg of whoever gets a call without being asked, as far as it still waits there and they have room. */
export async function carryOutCall(
  deps: Deps,
  { itemId, personId, queueId }: Assign,
): Promise<ReadonlySet<string>> {
  const callId = await findCallOfWork(deps, itemId);
  if (!callId) return new Set();
  const committed = await commitCall(deps, { id: callId }, async (tx, held) => {
    const item = await holdWorkOf(tx, held.conversation);
    if (item?.id !== itemId || item.state !== "waiting" || item.queueId !== queueId) return false;
    if (hasJustFailed(held, personId)) return false;
    if (!takeRoom(await roomOf(tx, [personId]), personId, item)) return false;
    await ringPerson(tx, deps, held, item, personId);
    await tx.db.update(people).set({ lastOfferedAt: held.now }).where(eq(people.id, personId));
    return true;
  });
  if (!committed?.result) return new Set();
  // Others are not to wait until the carrier has answered.
  void followUp(deps, committed).catch((err) => deps.log.error({ err, callId }, "A leg could not be begun"));
  return new Set([itemId]);
}

const hasJustFailed = ({ legs, now }: HeldCall, whoseId: string): boolean =>
  legs.some(({ personId, reason, connectedAt, endedAt }) => {
    const isIt = personId === whoseId && connectedAt === null && reason !== "cancelled";
    return isIt && endedAt !== null && now.getTime() < endedAt.getTime() + restMs;
  });
