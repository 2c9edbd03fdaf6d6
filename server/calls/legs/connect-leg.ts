import type { Tx } from "../../lib/transact.ts";
import { takeWork } from "../../routing/work/take-work.ts";
import { goOn } from "../go-on.ts";
import type { HeldCall, LegRow } from "../hold-call.ts";
import { holdWorkOf } from "../hold-work-of.ts";
import { isBeingCalled } from "../outgoing/is-being-called.ts";
import { meetCallee } from "../outgoing/meet-callee.ts";
import { passWork } from "../pass-work.ts";
import { setOnHold } from "../set-on-hold.ts";
import { askToDrop, findLeg, isConnecting, talkers } from "./legs.ts";
import { letGo } from "./let-go.ts";

/** A party is there. The first has the call, and its work; whoever brought one in to go themselves goes now. */
export async function connectLeg(tx: Tx, held: HeldCall, leg: LegRow): Promise<void> {
  if (!isConnecting(leg)) return;
  const { call, now } = held;
  const isExpected = call.stage === "active" || isBeingCalled(call);
  if (!isExpected && !(await answer(tx, held, leg))) return letGo(tx, held, leg, { reason: "cancelled" });
  Object.assign(leg, { state: "connected", connectedAt: now });
  const isAlone = leg.role === "talk" && talkers(held).length === 1;
  if (isAlone) await inherit(tx, held, leg);
  else if (leg.takesPlace) await takePlace(tx, held, leg);
  await meetCallee(tx, held);
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

/** Whoever had the call has left before them: the caller is on hold no more, and the work is theirs. */
async function inherit(tx: Tx, held: HeldCall, { personId }: LegRow): Promise<void> {
  const { assigneeId } = held.conversation;
  const last = held.legs.findLast((leg) => leg.personId !== null && leg.personId === assigneeId);
  if (!last || last.personId === personId) return;
  setOnHold(held, false);
  await passWork(tx, held, last, personId);
}

/** Whoever brought a party in goes, where they are still there, and it has their work. */
export async function takePlace(tx: Tx, held: HeldCall, { byLegId, personId }: LegRow): Promise<void> {
  const leaving = findLeg(held, byLegId ?? "");
  if (leaving?.state !== "connected") return;
  askToDrop(held, leaving);
  Object.assign(leaving, { state: "ended", endedAt: held.now });
  setOnHold(held, false);
  await passWork(tx, held, leaving, personId);
}
