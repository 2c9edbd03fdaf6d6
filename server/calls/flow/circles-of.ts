import { type Flow, findNode } from "./flow.ts";
import { targetsOf } from "./targets-of.ts";

/** The ways that close a circle in which nothing is ever asked, so that a call would go round in it for ever. */
export function circlesOf(flow: Flow): { id: string; field: string }[] {
  const closing: { id: string; field: string }[] = [];
  const done = new Set<string>();
  const onWay = new Set<string>();

  function visit(id: string) {
    onWay.add(id);
    const node = findNode(flow, id);
    for (const { next, field, isPassing } of node ? targetsOf(node) : []) {
      if (!isPassing) continue;
      if (onWay.has(next)) closing.push({ id, field });
      else if (!done.has(next)) visit(next);
    }
    onWay.delete(id);
    done.add(id);
  }

  for (const id of Object.keys(flow.nodes)) if (!done.has(id)) visit(id);
  return closing;
}
