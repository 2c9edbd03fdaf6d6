import type { CallInput, CallStep } from "../../../connectors/contract.ts";
import type { Tx } from "../../lib/transact.ts";
import { endCall } from "../end-call.ts";
import type { HeldCall } from "../hold-call.ts";
import { storedSteps } from "../stored-steps.ts";
import { endUnanswered } from "./end-unanswered.ts";
import { isBeingCalled } from "./is-being-called.ts";
import { hasPickedUp, meetCallee } from "./meet-callee.ts";
import { sayNotice } from "./say-notice.ts";

/** Takes a call of ours further by what whom we called did. It is over for good once they have hung up. */
export async function hearCallee(tx: Tx, held: HeldCall, input: CallInput): Promise<CallStep[]> {
  const { call } = held;
  if (input.type === "hungUp") {
    await hearEnd(tx, held, input.reason);
    return [];
  }
  if (input.type === "ringing" && call.stage === "dialling") call.stage = "ringing";
  if (input.type === "accepted") await pickUp(tx, held);
  return storedSteps(held.call);
}

async function hearEnd(tx: Tx, held: HeldCall, reason: Extract<CallInput, { type: "hungUp" }>["reason"]) {
  // Who hangs up without a reason had picked up, also where that is told later.
  if (!reason) await pickUp(tx, held);
  if (isBeingCalled(held.call)) await endUnanswered(tx, held, reason ?? "failed", "callerLeft");
  else await endCall(tx, held, "callerLeft");
}

async function pickUp(tx: Tx, held: HeldCall) {
  if (!hasPickedUp(held))
    held.call.steps = [
      ...(await sayNotice(tx, held)).map((step) => ({ ...step })),
      { type: "connect", turn: 0, to: { kind: "person" } },
    ];
  await meetCallee(tx, held);
}
