import type { CallInput } from "../../../connectors/contract.ts";
import { gatherOf } from "./enter-node.ts";
import { type Advance, type Facts, type Flow, failed, findNodeOf, type StateAt, still } from "./flow.ts";
import { walk } from "./walk.ts";

/** A choice leads on; another key, or none, asks again until the tries are used up. */
export function answerMenu(flow: Flow, state: StateAt<"menu">, input: CallInput, facts: Facts): Advance {
  const node = findNodeOf(flow, state.nodeId, "menu");
  if (!node) return failed();
  if (input.type !== "digits" && input.type !== "timedOut") return still(state);
  const digits = input.type === "digits" ? input.digits : undefined;
  const choice = node.choices.find(({ digit }) => digit === digits);
  if (choice) {
    const { digit, label, next } = choice;
    const on = walk(flow, next, state, facts);
    return {
      ...on,
      effects: [{ type: "noteChoice", nodeId: state.nodeId, digit, label }, ...on.effects],
    };
  }
  if (state.tries >= node.tries) return walk(flow, node.otherwise, state, facts);
  const turn = state.turn + 1;
  const before = digits !== undefined && node.wrong ? [node.wrong] : [];
  return {
    state: { ...state, turn, tries: state.tries + 1 },
    steps: [gatherOf(node, turn, before)],
    effects: [],
  };
}
