import { inServingOrder } from "./serving-order.ts";
import type { EngineItem, EngineState, Need, Waiting } from "./state.ts";

/**
 * Puts in an item that is new, or that changed: then as another object, since the old one's values tell where it stands.
 * Many are put in quickest in the order in which they are served.
 */
export function putItem(state: EngineState, item: EngineItem): void {
  dropItem(state, item.id);
  state.items.set(item.id, item);
  if (item.state === "waiting") joinLine(state, item);
  else if (item.state !== "active" || !item.isResting) state.inHand.set(item.id, item);
}

/** Takes out what is done; what is not there may be dropped too. */
export function dropItem(state: EngineState, id: string): void {
  const item = state.items.get(id);
  if (!item) return;
  state.items.delete(id);
  state.inHand.delete(id);
  if (item.state === "waiting") leaveLine(state, item);
}

function joinLine(state: EngineState, item: EngineItem) {
  if (!item.queueId) return;
  const waiting = { item, need: needOf(state, item) };
  const line = state.lines.get(item.queueId);
  if (line) line.splice(placeIn(line, item), 0, waiting);
  else state.lines.set(item.queueId, [waiting]);
}

function leaveLine({ lines }: EngineState, item: EngineItem) {
  const line = item.queueId && lines.get(item.queueId);
  if (!line) return;
  line.splice(placeIn(line, item), 1);
  if (line.length === 0) lines.delete(item.queueId ?? "");
}

/** How many in the line are served before it. */
export function placeIn(line: Waiting[], item: EngineItem): number {
  let from = 0;
  let to = line.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    const other = line[middle];
    if (other && inServingOrder(other.item, item) < 0) from = middle + 1;
    else to = middle;
  }
  return from;
}

function needOf({ needs }: EngineState, { kind, requirements, language }: EngineItem): Need {
  const phone = kind === "call";
  const key = JSON.stringify([
    language,
    phone,
    requirements.map(({ skillId, level, relaxAfterSeconds }) => [skillId, level, relaxAfterSeconds]),
  ]);
  const need = needs.get(key) ?? { requirements, language, phone };
  needs.set(key, need);
  return need;
}
