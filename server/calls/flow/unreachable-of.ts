import { type Flow, findNode } from "./flow.ts";
import { targetsOf } from "./targets-of.ts";

/** The nodes that no way leads to from the entry. */
export function unreachableOf(flow: Flow): string[] {
  const reached = new Set<string>();
  const open = [flow.entry];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const node = findNode(flow, id);
    if (!node || reached.has(id)) continue;
    reached.add(id);
    open.push(...targetsOf(node).map(({ next }) => next));
  }
  return Object.keys(flow.nodes).filter((id) => !reached.has(id));
}
