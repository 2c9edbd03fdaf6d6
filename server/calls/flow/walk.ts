import type { CallPrompt } from "../../../connectors/contract.ts";
import { isOpenAt } from "../../lib/business-time.ts";
import { arrive } from "./arrive.ts";
import { type Advance, type Facts, type Flow, failed, findNode } from "./flow.ts";

/** What a walk begins with: the turn that is over, and the queue that the caller waits or waited in. */
interface Going {
  turn: number;
  queueId: string | null;
  isTold?: true | undefined;
}

/** Goes on at a node, through all that passes by itself, to the next that asks something or ends the call. */
export function walk(flow: Flow, from: string, { turn, queueId, isTold }: Going, facts: Facts): Advance {
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
      const place = { nodeId: id, turn: turn + 1, queueId, ...(isTold && { isTold }) };
      const there = arrive(node, place, facts);
      return { ...there, steps: [...prompts, ...there.steps] };
    }
  }
  return failed();
}
