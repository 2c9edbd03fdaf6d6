import { isOpen } from "./is-open.ts";
import { placeIn } from "./put-item.ts";
import type { EngineState } from "./state.ts";

/** How a queue is served just now; null where nobody knows. */
interface Service {
  averageHandleMs: number | null;
  people: number | null;
}

export interface Wait {
  /** 1 is next, or being asked for. */
  position: number;
  expectedMs: number | null;
}

/** Where waiting work stands in its queue and how long it will be; undefined for what does not wait in one. */
export function waitOf(
  state: EngineState,
  itemId: string,
  now: number,
  { averageHandleMs, people }: Service,
): Wait | undefined {
  const item = state.items.get(itemId);
  const queue = item?.queueId ? state.queues.get(item.queueId) : undefined;
  if (!item || !queue) return undefined;
  if (item.state === "offered") return { position: 1, expectedMs: 0 };
  if (item.state !== "waiting") return undefined;
  const position = placeIn(state.lines.get(queue.id) ?? [], item) + 1;
  const isKnown = averageHandleMs !== null && people !== null && people > 0;
  if (!isKnown || !isOpen(queue, now)) return { position, expectedMs: null };
  // So many people end so many pieces of work in an average handle time, one after the other.
  return { position, expectedMs: Math.round((position * averageHandleMs) / people) };
}
