import type { Action, EngineItem } from "./state.ts";

export function endWrapUp({ id: itemId, state, wrapUpEndsAt }: EngineItem, now: number): Action | undefined {
  const isOver = state === "wrapUp" && wrapUpEndsAt !== null && wrapUpEndsAt <= now;
  return isOver ? { type: "endWrapUp", itemId } : undefined;
}
