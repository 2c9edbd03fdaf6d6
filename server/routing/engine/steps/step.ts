import type { Tx } from "../../../lib/transact.ts";
import type { HeldWork } from "../../work/hold-work-item.ts";
import type { Action } from "../state.ts";

/** Does a step for a locked work item that is as planned; false where something else about it no longer holds. */
export type Step<Type extends Action["type"]> = (
  tx: Tx,
  work: HeldWork,
  plan: { action: Extract<Action, { type: Type }>; now: Date },
) => Promise<boolean>;
