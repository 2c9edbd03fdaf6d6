import type { CallInput, CallStep } from "../../connectors/contract.ts";
import type { CallStage } from "../../db/schema/calls.ts";
import type { CallFlowState } from "../contract/call-flow-trial.ts";
import type { Tx } from "../lib/transact.ts";
import { carryOutEffect } from "./carry-out-effect.ts";
import { endCall } from "./end-call.ts";
import { findHoursOf } from "./find-hours-of.ts";
import { findNotices } from "./find-notices.ts";
import { advance } from "./flow/advance.ts";
import type { Advance } from "./flow/flow.ts";
import type { HeldCall } from "./hold-call.ts";
import { isConnecting } from "./legs/legs.ts";
import type { Laid } from "./queue/enter-queue.ts";

/** Takes a call further in its flow by what happened. Gives the steps of that, none where nothing changes. */
export async function goOn(tx: Tx, held: HeldCall, input: CallInput): Promise<CallStep[]> {
  const { call, now } = held;
  if (!call.flow) throw new Error("This call has no flow yet.");
  const officeHours = await findHoursOf(tx, call.channelId);
  const notices = await findNotices(tx, call.flow);
  const facts = { now, officeHours, notices, isBeingConnected: held.legs.some(isConnecting) };
  return settle(tx, held, advance(call.flow, stateOf(held), input, facts));
}

/** Takes over where a flow has come to, and does what that asks of the hub. */
export async function settle(
  tx: Tx,
  held: HeldCall,
  { state, steps, effects }: Advance,
  { reason }: { reason?: Laid } = {},
): Promise<CallStep[]> {
  const { call, now } = held;
  call.flowState = state;
  if (steps.length > 0) call.steps = steps.map((step) => ({ ...step }));
  for (const effect of effects) await carryOutEffect(tx, held, effect, { to: state, reason });
  if (state.at === "ended") {
    await endCall(tx, held, state.reason === "hungUp" ? "callerLeft" : state.reason);
    return steps;
  }
  call.stage = stages[state.at];
  if (call.stage === "active") call.answeredAt ??= now;
  return steps;
}

/** What it is at; kept by `settle` alone. */
export const stateOf = ({ call }: HeldCall): CallFlowState =>
  (call.flowState as CallFlowState | null) ?? { at: "start" };

const stages: Record<Exclude<CallFlowState["at"], "ended">, CallStage> = {
  start: "arriving",
  menu: "menu",
  notice: "menu",
  voicemail: "menu",
  transfer: "menu",
  queue: "queued",
  connected: "active",
};
