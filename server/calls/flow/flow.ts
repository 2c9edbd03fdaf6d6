import type { CallStep } from "../../../connectors/contract.ts";
import type { CallEffect, CallFlowState } from "../../contract/call-flow-trial.ts";
import type { CallFlow, CallFlowNode } from "../../contract/call-flows.ts";
import type { OfficeHours } from "../../contract/workspace.ts";

export type Flow = Pick<CallFlow, "entry" | "nodes">;
type NodeType = CallFlowNode["type"];
export type NodeOf<Type extends NodeType> = Extract<CallFlowNode, { type: Type }>;
export type StateAt<At extends CallFlowState["at"]> = Extract<CallFlowState, { at: At }>;

/** What a call takes along from one step to the next. */
export type Going = Pick<StateAt<"connected">, "turn" | "queueId" | "notice" | "expectedAt">;

/** Where it comes to. */
export type Place = Going & { nodeId: string };

/** What a flow has to know of the world. */
export interface Facts {
  now: Date;
  /** The workspace's; null is round the clock. */
  officeHours: OfficeHours | null;
  /** What is to be heard before waiting in a queue that records, by the queue's id. */
  notices?: Record<string, RecordingNotice>;
  /** Somebody has accepted the call, and is not connected yet. */
  isBeingConnected?: boolean;
}

export interface RecordingNotice {
  text: string;
  /** BCP 47. */
  language: string;
  /** Whether a key refuses it. */
  asks: boolean;
}

/** Where a call is after an input, what its carrier does next, and what the hub has to do. */
export interface Advance {
  state: CallFlowState;
  steps: CallStep[];
  effects: CallEffect[];
}

export const begun: Going = { turn: 0, queueId: null, notice: null, expectedAt: null };

export const goingOf = ({ turn, queueId, notice, expectedAt }: Going): Going => ({
  turn,
  queueId,
  notice,
  expectedAt,
});

/** What comes twice, too late, or does not fit: nothing changes. */
export const still = (state: CallFlowState): Advance => ({ state, steps: [], effects: [] });

/** There is no way on: the flow was changed while the call ran. */
export const failed = (): Advance => ({
  state: { at: "ended", reason: "failed" },
  steps: [{ type: "hangUp", reason: "failed" }],
  effects: [],
});

export const findNode = (flow: Flow, id: string): CallFlowNode | undefined =>
  Object.hasOwn(flow.nodes, id) ? flow.nodes[id] : undefined;

/** The node that a call waits at, unless it has become another one meanwhile. */
export function findNodeOf<Type extends NodeType>(
  flow: Flow,
  id: string,
  type: Type,
): NodeOf<Type> | undefined {
  const node = findNode(flow, id);
  return node && isOf(node, type) ? node : undefined;
}

const isOf = <Type extends NodeType>(node: CallFlowNode, type: Type): node is NodeOf<Type> =>
  node.type === type;
