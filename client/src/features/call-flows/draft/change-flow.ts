import type { CallFlowNode } from "../../../../../server/contract/call-flows.ts";
import { type Flow, mapTargets, reachedFrom, slotsOf } from "./targets.ts";

/** A way on, by the node that it leaves and its field; the entry has no node. */
export interface Way {
  nodeId: string | null;
  field: string;
}

export const entryWay: Way = { nodeId: null, field: "entry" };

export function setTarget(flow: Flow, { nodeId, field }: Way, next: string): Flow {
  if (nodeId === null) return { ...flow, entry: next };
  return changeNode(flow, nodeId, (node) => mapTargets(node, (now, at) => (at === field ? next : now)));
}

/** Puts a new step on a way; what was there comes after it, by the first of its ways. */
export function insertStep(flow: Flow, way: Way, id: string, node: CallFlowNode): Flow {
  const there = targetAt(flow, way);
  const [first] = slotsOf(node);
  const placed = mapTargets(node, (next, at) => (at === first?.field && there ? there : next));
  return setTarget({ ...flow, nodes: { ...flow.nodes, [id]: placed } }, way, id);
}

export function targetAt(flow: Flow, { nodeId, field }: Way): string {
  const node = nodeId === null ? undefined : flow.nodes[nodeId];
  const next = node ? slotsOf(node).find((slot) => slot.field === field)?.next : flow.entry;
  return next && flow.nodes[next] ? next : "";
}

/** Takes a step out. What comes after a step with one way takes its place; other ways go with what only they led to. */
export function removeStep(flow: Flow, id: string): Flow {
  const node = flow.nodes[id];
  if (!node) return flow;
  const slots = slotsOf(node);
  const heir = slots.length === 1 && slots[0]?.next !== id ? (slots[0]?.next ?? "") : "";
  const { [id]: _, ...rest } = flow.nodes;
  const nodes = Object.fromEntries(
    Object.entries(rest).map(([key, one]) => [key, mapTargets(one, (next) => (next === id ? heir : next))]),
  );
  const entry = flow.entry === id ? heir : flow.entry;
  return dropLost(flow, id, { entry, nodes }, heir);
}

/** Changes a node; what only the ways led to that it no longer has goes with them. */
export function replaceNode(flow: Flow, id: string, node: CallFlowNode): Flow {
  return dropLost(flow, id, { ...flow, nodes: { ...flow.nodes, [id]: node } });
}

/** Without what could be reached from a node before, and now from nowhere; what took its place stays. */
function dropLost(before: Flow, id: string, after: Flow, heir = ""): Flow {
  const theirs = reachedFrom(before, id);
  const others = Object.keys(after.nodes).filter((one) => one === id || !theirs.has(one));
  const kept = new Set([after.entry, heir, ...others].flatMap((one) => [...reachedFrom(after, one)]));
  const nodes = Object.entries(after.nodes).filter(([one]) => kept.has(one) || !theirs.has(one));
  return { ...after, nodes: Object.fromEntries(nodes) };
}

const changeNode = (flow: Flow, id: string, change: (node: CallFlowNode) => CallFlowNode): Flow => {
  const node = flow.nodes[id];
  return node ? { ...flow, nodes: { ...flow.nodes, [id]: change(node) } } : flow;
};
