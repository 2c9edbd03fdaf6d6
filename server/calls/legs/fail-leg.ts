import type { Tx } from "../../lib/transact.ts";
import { putBack } from "../../routing/work/put-back.ts";
import { closeCall } from "../close-call.ts";
import type { HeldCall, LegRow } from "../hold-call.ts";
import { holdWorkOf } from "../hold-work-of.ts";
import { isBeingCalled } from "../outgoing/is-being-called.ts";
import { waitForNext } from "../queue/wait-for-next.ts";
import { endPrivateTalk } from "./end-private-talk.ts";
import { isConnecting, talkers, talkingOrComing } from "./legs.ts";

/** A leg that was never connected is over. Where the call was to be theirs it goes to the next, and they missed nothing. */
export async function failLeg(tx: Tx, held: HeldCall, leg: LegRow, reason: string): Promise<void> {
  if (!isConnecting(leg)) return;
  const { call, conversation, now } = held;
  Object.assign(leg, { state: "ended", endedAt: now, reason });
  endPrivateTalk(held, leg);
  // Whomever we call would find nobody to talk with.
  if (isBeingCalled(call) && leg.role === "talk" && talkers(held).length === 0)
    return closeCall(tx, held, reason === "declined" ? "endedHere" : "dropped");
  // Whoever brought them in has gone already.
  if (call.stage === "active" && leg.role === "talk" && talkingOrComing(held).length === 0)
    return waitForNext(tx, held);
  if (call.stage !== "queued") return;
  const item = await holdWorkOf(tx, conversation);
  if (item?.state === "offered" && item.offeredTo === leg.personId)
    await putBack(tx, item, { outcome: "withdrawn", isPassed: true, now });
}
