import type { CallInput, CallStep } from "../../connectors/contract.ts";
import type { Deps } from "../lib/deps.ts";
import { changeCall } from "./change-call.ts";
import { closeCall } from "./close-call.ts";
import { goOn, stateOf } from "./go-on.ts";
import type { HeldCall } from "./hold-call.ts";
import { hearCallee } from "./outgoing/hear-callee.ts";
import { storedSteps } from "./stored-steps.ts";

interface Told {
  channelId: string;
  /** The carrier's name for the call. */
  call: string;
  input: CallInput;
}

/** Takes a call further by what its caller did. An answer to what was asked before gets what the call is at. */
export async function tell(deps: Deps, { channelId, call: externalId, input }: Told): Promise<CallStep[]> {
  const steps = await changeCall(deps, { channelId, externalId }, async (tx, held) => {
    if (isOfBefore(held, input)) return storedSteps(held.call);
    if (held.call.stage === "ended") return [];
    if (!held.call.flow) return held.call.direction === "out" ? hearCallee(tx, held, input) : [];
    if (input.type === "hungUp") {
      await closeCall(tx, held, "callerLeft");
      return [];
    }
    // That a person accepted is the hub's to know: their leg is connected.
    if (input.type === "accepted" && stateOf(held).at !== "transfer") return [];
    return goOn(tx, held, input);
  });
  return steps ?? [];
}

function isOfBefore(held: HeldCall, input: CallInput): boolean {
  const state = stateOf(held);
  if (!("turn" in input)) return false;
  return state.at === "ended" || ("turn" in state && input.turn < state.turn);
}
