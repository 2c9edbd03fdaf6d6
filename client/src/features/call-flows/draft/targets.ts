import type { CallFlow, CallFlowNode } from "../../../../../server/contract/call-flows.ts";

export type Flow = Pick<CallFlow, "entry" | "nodes">;

/** A way on from a node; `next` is "" as long as nothing comes there. */
export interface Slot {
  field: string;
  next: string;
}

/** The node with each of its ways on leading where `change` says. */
export function mapTargets(
  node: CallFlowNode,
  change: (next: string, field: string) => string,
): CallFlowNode {
  switch (node.type) {
    case "say":
    case "voicemail":
      return { ...node, next: change(node.next, "next") };
    case "hours":
      return { ...node, open: change(node.open, "open"), closed: change(node.closed, "closed") };
    case "menu":
      return {
        ...node,
        choices: node.choices.map((choice, nth) => ({
          ...choice,
          next: change(choice.next, `choices.${nth}.next`),
        })),
        otherwise: change(node.otherwise, "otherwise"),
      };
    case "queue": {
      const { callback, overflow } = node;
      return {
        ...node,
        callback: callback && { ...callback, next: change(callback.next, "callback.next") },
        overflow: overflow && { ...overflow, next: change(overflow.next, "overflow.next") },
      };
    }
    case "transfer":
      return { ...node, otherwise: change(node.otherwise, "otherwise") };
    case "callback":
    case "hangUp":
      return node;
  }
}

export function slotsOf(node: CallFlowNode): Slot[] {
  const slots: Slot[] = [];
  mapTargets(node, (next, field) => {
    slots.push({ field, next });
    return next;
  });
  return slots;
}

/** Ids in the order in which a caller may come to them. */
export function reachedFrom(flow: Flow, from: string): Set<string> {
  const reached = new Set<string>();
  const visit = (id: string) => {
    const node = flow.nodes[id];
    if (!node || reached.has(id)) return;
    reached.add(id);
    for (const { next } of slotsOf(node)) visit(next);
  };
  visit(from);
  return reached;
}
