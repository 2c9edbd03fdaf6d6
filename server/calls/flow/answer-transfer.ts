import type { CallInput } from "../../../connectors/contract.ts";
import {
  type Advance,
  type Facts,
  type Flow,
  failed,
  findNodeOf,
  goingOf,
  type StateAt,
  still,
} from "./flow.ts";
import { walk } from "./walk.ts";

export function answerTransfer(
  flow: Flow,
  state: StateAt<"transfer">,
  input: CallInput,
  facts: Facts,
): Advance {
  if (input.type === "accepted") return still({ at: "connected", ...goingOf(state) });
  if (input.type !== "timedOut") return still(state);
  const node = findNodeOf(flow, state.nodeId, "transfer");
  return node ? walk(flow, node.otherwise, state, facts) : failed();
}
