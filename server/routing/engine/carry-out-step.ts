import type { Deps } from "../../lib/deps.ts";
import { transact } from "../../lib/transact.ts";
import { type HeldWork, holdFreeWorkItems } from "../work/hold-work-item.ts";
import { overflowCall } from "./overflow-call.ts";
import type { Action, EngineItem } from "./state.ts";
import { endWrapUp } from "./steps/end-wrap-up.ts";
import { handBack } from "./steps/hand-back.ts";
import { miss } from "./steps/miss.ts";
import { overflow } from "./steps/overflow.ts";
import type { Step } from "./steps/step.ts";
import { withdraw } from "./steps/withdraw.ts";

export type StepAction = Exclude<Action, { type: "offer" | "assign" | "rest" }>;

const steps: { [Type in StepAction["type"]]: Step<Type> } = {
  miss,
  withdraw,
  handBack,
  overflow,
  endWrapUp,
};

/** Gives whether it was done: not where the work is locked, or no longer as it was when that was planned. */
export async function carryOutStep(
  deps: Deps,
  action: StepAction,
  seen: EngineItem | undefined,
): Promise<boolean> {
  if (!seen) return false;
  if (action.type === "overflow" && seen.kind === "call") return overflowCall(deps, action);
  const now = deps.clock.now();
  return transact(deps, async (tx) => {
    const work = (await holdFreeWorkItems(tx, [action.itemId])).get(action.itemId);
    return work !== undefined && isAsSeen(work, seen) && stepOf(action)(tx, work, { action, now });
  });
}

/** The table's key is the action's type, so the two belong together. */
const stepOf = ({ type }: StepAction) => steps[type] as Step<StepAction["type"]>;

/** Nothing that a person did meanwhile is undone by a late timer. */
function isAsSeen({ item }: HeldWork, seen: EngineItem): boolean {
  return (
    item.state === seen.state &&
    item.ownerId === seen.ownerId &&
    item.queueId === seen.queueId &&
    item.offeredTo === seen.offeredTo &&
    item.isResting === seen.isResting &&
    isSameTime(item.offerEndsAt, seen.offerEndsAt) &&
    isSameTime(item.wrapUpEndsAt, seen.wrapUpEndsAt)
  );
}

/** The database knows microseconds, a Date does not. */
const isSameTime = (at: Date | null, ms: number | null) =>
  (at?.getTime() ?? null) === (ms === null ? null : Math.trunc(ms));
