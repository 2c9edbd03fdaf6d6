import type { HeldCall } from "../hold-call.ts";
import { askForHold } from "../set-on-hold.ts";
import type { StateAsk } from "./ask-carrier.ts";
import { recordStateOf } from "./ask-to-record.ts";

/** The carrier has done it. Two asks may have come to it in another order than to the row: then the row's is asked for anew. */
export function confirmAsk(held: HeldCall, ask: StateAsk): void {
  const { call, asks } = held;
  if (ask.type === "hold") {
    if (call.stage === "active" && call.isHeld !== ask.isHeld) askForHold(held);
    return;
  }
  if (call.stage === "ended") return;
  const state = recordStateOf(call);
  call.isRecordingPending = ask.state !== state;
  if (call.isRecordingPending) asks.push({ type: "record", state });
}
