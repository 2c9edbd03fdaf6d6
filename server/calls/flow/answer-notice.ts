import type { CallInput } from "../../../connectors/contract.ts";
import { waitIn } from "./enter-node.ts";
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
import { refusalKey } from "./tell-notice.ts";

/** Whoever has heard it waits, and is recorded unless they refused. */
export function answerNotice(flow: Flow, state: StateAt<"notice">, input: CallInput, facts: Facts): Advance {
  if (input.type !== "digits" && input.type !== "timedOut") return still(state);
  const { nodeId, turn, asks } = state;
  const node = findNodeOf(flow, nodeId, "queue");
  if (!node) return failed();
  const place = { ...goingOf(state), nodeId, turn: turn + 1, notice: asks ? "asked" : "told" } as const;
  const on = waitIn(node, place, facts);
  const isRefused = asks && input.type === "digits" && input.digits === refusalKey;
  return isRefused ? { ...on, effects: [{ type: "refuseRecording" }, ...on.effects] } : on;
}
