import type { CallInput } from "../../../connectors/contract.ts";
import { type Advance, type Facts, type Flow, failed, findNodeOf, type StateAt, still } from "./flow.ts";
import { walk } from "./walk.ts";

export function answerTransfer(
  flow: Flow,
  state: StateAt<"transfer">,
  input: CallInput,
  facts: Facts,
): Advance {
  const { turn, queueId, isTold } = state;
  if (input.type === "accepted") return still({ at: "connected", turn, queueId, ...(isTold && { isTold }) });
  if (input.type !== "timedOut") return still(state);
  const node = findNodeOf(flow, state.nodeId, "transfer");
  return node ? walk(flow, node.otherwise, state, facts) : failed();
}
