import type { EngineItem } from "./state.ts";

/** Higher priority first, then who has waited longer. */
export function inServingOrder(a: EngineItem, b: EngineItem): number {
  if (a.priority !== b.priority) return b.priority - a.priority;
  if (a.waitingSince !== b.waitingSince) return a.waitingSince - b.waitingSince;
  return byId(a, b);
}

export const byId = (a: { id: string }, b: { id: string }): number =>
  Number(a.id > b.id) - Number(a.id < b.id);
