import { changeAssignee } from "../conversations/change-assignee.ts";
import { syncWorkItem } from "../conversations/sync-work-item.ts";
import type { Tx } from "../lib/transact.ts";
import { takeWork } from "../routing/work/take-work.ts";
import { failLeg } from "./fail-leg.ts";
import { goOn } from "./go-on.ts";
import type { HeldCall, LegRow } from "./hold-call.ts";
import { holdWorkOf } from "./hold-work-of.ts";
import { findLeg, isConnecting, legRefOf } from "./legs.ts";

/** A party is there. The first has the call, and its work; whoever brought one in to go themselves goes now. */
export async function connectLeg(tx: Tx, held: HeldCall, leg: LegRow): Promise<void> {
  if (!isConnecting(leg)) return;
  const { call, now } = held;
  if (call.stage !== "active" && !(await answer(tx, held, leg))) {
    held.asks.push({ type: "drop", leg: legRefOf(leg) });
    return failLeg(tx, held, leg, "cancelled");
  }
  Object.assign(leg, { state: "connected", connectedAt: now });
  const leaving = leg.role === "talk" && leg.byLegId ? findLeg(held, leg.byLegId) : undefined;
  if (leaving?.state === "connected") await replace(tx, held, leaving, leg);
}

/** False where the call was not theirs to be connected to any more. */
async function answer(tx: Tx, held: HeldCall, { personId }: LegRow): Promise<boolean> {
  const { conversation, now } = held;
  const item = await holdWorkOf(tx, conversation);
  const isTheirs = item?.state === "offered" && item.offeredTo === personId;
  if (held.call.stage !== "queued" || !isTheirs || !personId) return false;
  conversation.waitingSince = null;
  await takeWork(tx, { held: conversation, item }, personId, now);
  await goOn(tx, held, { type: "accepted" });
  return true;
}

async function replace(tx: Tx, held: HeldCall, leaving: LegRow, { personId }: LegRow) {
  held.asks.push({ type: "drop", leg: legRefOf(leaving) });
  Object.assign(leaving, { state: "ended", endedAt: held.now });
  if (personId) await passWork(tx, held, leaving, personId);
}

/** The work goes along with the call. */
export async function passWork(tx: Tx, held: HeldCall, from: LegRow, to: string): Promise<void> {
  const { conversation, now } = held;
  if (conversation.assigneeId !== from.personId) return;
  const actorId = from.personId ?? undefined;
  await changeAssignee(tx, conversation, { to, actorId, reason: "person", now });
  await syncWorkItem(tx, conversation, actorId, now);
}
