import type { CallInput, CallStep } from "../../../connectors/contract.ts";
import type { CallFlowState } from "../../contract/call-flow-trial.ts";
import type { Tx } from "../../lib/transact.ts";
import { endCall } from "../end-call.ts";
import { begun, type Going } from "../flow/flow.ts";
import { refusalKey, sayNotice } from "../flow/tell-notice.ts";
import type { HeldCall } from "../hold-call.ts";
import { letCome } from "../meeting/let-come.ts";
import { storedSteps } from "../stored-steps.ts";
import { endUnanswered, type Unanswered } from "./end-unanswered.ts";
import { findCalleeNotice } from "./find-callee-notice.ts";
import { isBeingCalled } from "./is-being-called.ts";
import { hasPickedUp, meetCallee } from "./meet-callee.ts";

/** The first thing that they may answer. */
const noticeTurn = 1;

/** Takes a call of ours further by what the person who is called did. It is over for good once they have hung up. */
export async function hearCallee(tx: Tx, held: HeldCall, input: CallInput): Promise<CallStep[]> {
  const { call } = held;
  if (input.type === "hungUp") {
    await hearEnd(tx, held, input.reason);
    return [];
  }
  if (input.type === "ringing" && call.stage === "dialling") call.stage = "ringing";
  if (input.type === "accepted") await pickUp(tx, held);
  if (input.type === "digits" || input.type === "timedOut") await hearAnswer(tx, held, input);
  return storedSteps(call);
}

async function hearEnd(tx: Tx, held: HeldCall, reason: Extract<CallInput, { type: "hungUp" }>["reason"]) {
  // Whoever hangs up without a reason had picked up, even where that is told later.
  if (!reason) await pickUp(tx, held);
  if (isBeingCalled(held.call)) await endUnanswered(tx, held, reason ?? whyNotMet(held), "callerLeft");
  else await endCall(tx, held, "callerLeft");
}

/** Whoever hangs up on being asked has not answered anybody; else nobody of ours was there in time. */
const whyNotMet = ({ call }: HeldCall): Unanswered =>
  storedSteps(call).at(-1)?.type === "gather" ? "noAnswer" : "failed";

async function pickUp(tx: Tx, held: HeldCall) {
  if (hasPickedUp(held)) return;
  const notice = await findCalleeNotice(tx, held);
  if (notice?.asks) return goOnWith(held, [sayNotice(notice, noticeTurn)]);
  const told = notice ? [{ type: "say", text: notice.text, language: notice.language } as const] : [];
  await letThemMeet(tx, held, { before: told, notice: notice ? "told" : null });
}

/** Whether they mind being recorded. Nobody is met, and nothing recorded, before that is known. */
async function hearAnswer(tx: Tx, held: HeldCall, input: Extract<CallInput, { turn: number }>) {
  const asked = storedSteps(held.call).at(-1);
  if (asked?.type !== "gather" || asked.turn !== input.turn) return;
  if (input.type === "digits" && input.digits === refusalKey) held.call.isRecordingRefused = true;
  await letThemMeet(tx, held, { before: [], notice: "asked" });
}

/** What they have heard of being recorded they need not hear again in a queue that they are sent to. */
async function letThemMeet(
  tx: Tx,
  held: HeldCall,
  { before, notice }: { before: CallStep[]; notice: Going["notice"] },
) {
  const turn = noticeTurn + 1;
  const state: CallFlowState = { at: "connected", ...begun, turn, notice };
  held.call.flowState = state;
  goOnWith(held, [...before, { type: "connect", turn, to: { kind: "person" } }]);
  // From here on somebody could want to bring them, which would cut short what they hear.
  letCome(held);
  await meetCallee(tx, held);
}

function goOnWith({ call }: HeldCall, steps: CallStep[]) {
  call.steps = steps.map((step) => ({ ...step }));
}
