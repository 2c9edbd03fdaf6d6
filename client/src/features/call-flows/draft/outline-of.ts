import { type Flow, reachedFrom, type Slot, slotsOf } from "./targets.ts";

/** What stands at a way on: a step with its own ways, a step that stands elsewhere already, or nothing yet. */
export type Outline =
  | { kind: "step"; id: string; ways: { slot: Slot; outline: Outline }[] }
  | { kind: "link"; id: string }
  | { kind: "gap" };

/** A flow as a tree: each step stands where the first way leads to it, and the others link there. */
export function outlineOf(flow: Flow): { entry: Outline; unreached: Outline[] } {
  const shown = new Set<string>();
  const grow = (id: string): Outline => {
    const node = flow.nodes[id];
    if (!node) return { kind: "gap" };
    if (shown.has(id)) return { kind: "link", id };
    shown.add(id);
    return { kind: "step", id, ways: slotsOf(node).map((slot) => ({ slot, outline: grow(slot.next) })) };
  };
  const entry = grow(flow.entry);
  const unreached: Outline[] = [];
  const left = () => Object.keys(flow.nodes).filter((id) => !shown.has(id));
  for (let ids = left(); ids.length > 0; ids = left()) unreached.push(grow(rootOf(flow, ids)));
  return { entry, unreached };
}

/** One that none of the others leads to; in a circle, any. */
function rootOf(flow: Flow, ids: string[]): string {
  const [first = ""] = ids;
  return ids.find((id) => ids.every((other) => other === id || !reachedFrom(flow, other).has(id))) ?? first;
}
