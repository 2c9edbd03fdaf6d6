import type { CallPrompt } from "../../../connectors/contract.ts";
import { isOpenAt } from "../../lib/business-time.ts";
import { enterNode } from "./enter-node.ts";
import { type Advance, type Facts, type Flow, failed, findNode, type Going, goingOf } from "./flow.ts";

/** Goes on from a turn that is over at a node, through all that passes by itself, to the next that asks something or ends the call. */
export function walk(flow: Flow, from: string, going: Going, facts: Facts): Advance {
  const prompts: CallPrompt[] = [];
  const passed = new Set<string>();
  for (let id = from; !passed.has(id); ) {
    passed.add(id);
    const node = findNode(flow, id);
    if (!node) break;
    if (node.type === "say") {
      prompts.push(node.prompt);
      id = node.next;
    } else if (node.type === "hours") {
      id = isOpenAt(facts.now, node.hours ?? facts.officeHours) ? node.open : node.closed;
    } else {
      const there = enterNode(node, { ...goingOf(going), turn: going.turn + 1, nodeId: id }, facts);
      return { ...there, steps: [...prompts, ...there.steps] };
    }
  }
  return failed();
}
