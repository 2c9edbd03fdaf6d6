import type { Tx } from "../../../lib/transact.ts";
import type { HeldWork } from "../../work/hold-work-item.ts";
import type { Action, EngineItem } from "../state.ts";

/** What was planned, on what, and when it is done. */
export interface Planned<Type extends Action["type"]> {
  action: Extract<Action, { type: Type }>;
  seen: EngineItem;
  now: Date;
}

/** Does a step for a locked work item that is as planned; false where something else about it no longer holds. */
export type Step<Type extends Action["type"]> = (
  tx: Tx,
  work: HeldWork,
  planned: Planned<Type>,
) => Promise<boolean>;
