import type { Tx } from "../../lib/transact.ts";
import { findNotices } from "../find-notices.ts";
import { type Advance, begun, type Flow, findNode, type NodeOf } from "../flow/flow.ts";
import { walk } from "../flow/walk.ts";
import { plainQueue } from "../flow-of-channel.ts";
import { stateOf } from "../go-on.ts";
import type { HeldCall } from "../hold-call.ts";

/** Where a call comes to by way of a queue, which becomes a part of its flow: what is to be heard there, and then the wait. */
export async function walkToQueue(tx: Tx, held: HeldCall, queueId: string): Promise<Advance> {
  const { call, now } = held;
  const state = stateOf(held);
  const going = "turn" in state ? state : begun;
  call.flow = withQueue(call.flow ?? plainQueue(queueId), queueId, waitingNodeOf(held));
  const nodeId = nodeOf(call.flow, queueId) ?? call.flow.entry;
  // A queue is asked of whoever comes to it, whatever the hours.
  const facts = { now, officeHours: null, notices: await findNotices(tx, call.flow) };
  return walk(call.flow, nodeId, { ...going, queueId }, facts);
}

/** Whoever waits goes on hearing what they heard, and has the same keys, where the flow says nothing of the queue. */
function waitingNodeOf(held: HeldCall): NodeOf<"queue"> | undefined {
  const { flow } = held.call;
  const state = stateOf(held);
  const node = flow && state.at === "queue" ? findNode(flow, state.nodeId) : undefined;
  return node?.type === "queue" ? node : undefined;
}

function withQueue(flow: Flow, queueId: string, like: NodeOf<"queue"> | undefined): Flow {
  if (nodeOf(flow, queueId)) return flow;
  const added = like ? { [queueId]: { ...like, queueId } } : plainQueue(queueId).nodes;
  return { ...flow, nodes: { ...flow.nodes, ...added } };
}

const nodeOf = ({ nodes }: Flow, queueId: string): string | undefined =>
  Object.keys(nodes).find((id) => {
    const node = nodes[id];
    return node?.type === "queue" && node.queueId === queueId;
  });
