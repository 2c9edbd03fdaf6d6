import type { Tx } from "../lib/transact.ts";
import { findNotices } from "./find-notices.ts";
import type { Flow } from "./flow/flow.ts";
import { walk } from "./flow/walk.ts";
import { plainQueue } from "./flow-of-channel.ts";
import { settle, stateOf } from "./go-on.ts";
import type { HeldCall } from "./hold-call.ts";
import { dropLegs } from "./leave-queue.ts";

/** Has the caller wait in a queue again, as its flow would have them wait there. */
export async function backToQueue(tx: Tx, held: HeldCall, { queueId }: { queueId: string }): Promise<void> {
  const { call, asks, now } = held;
  const state = stateOf(held);
  const { turn, isTold } = "turn" in state ? state : { turn: 0 };
  call.flow = withQueue(call.flow ?? plainQueue(queueId), queueId);
  const nodeId = nodeOf(call.flow, queueId) ?? call.flow.entry;
  if (call.isHeld) asks.push({ type: "hold", isHeld: false, music: null });
  call.isHeld = false;
  // A queue is asked of whoever comes to it, whatever the hours.
  const facts = { now, officeHours: null, notices: await findNotices(tx, call.flow) };
  const steps = await settle(tx, held, walk(call.flow, nodeId, { turn, queueId, isTold }, facts));
  asks.push({ type: "steer", steps });
  dropLegs(held);
}

const withQueue = (flow: Flow, queueId: string): Flow =>
  nodeOf(flow, queueId) ? flow : { ...flow, nodes: { ...flow.nodes, ...plainQueue(queueId).nodes } };

const nodeOf = ({ nodes }: Flow, queueId: string): string | undefined =>
  Object.keys(nodes).find((id) => {
    const node = nodes[id];
    return node?.type === "queue" && node.queueId === queueId;
  });
