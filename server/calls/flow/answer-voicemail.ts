import type { CallInput } from "../../../connectors/contract.ts";
import { type Advance, type Facts, type Flow, failed, findNodeOf, type StateAt, still } from "./flow.ts";
import { walk } from "./walk.ts";

export function answerVoicemail(
  flow: Flow,
  state: StateAt<"voicemail">,
  input: CallInput,
  facts: Facts,
): Advance {
  if (input.type !== "recorded") return still(state);
  const node = findNodeOf(flow, state.nodeId, "voicemail");
  const on = node ? walk(flow, node.next, state, facts) : failed();
  if (input.seconds === 0) return on;
  return { ...on, effects: [{ type: "keepVoicemail", queueId: state.queueId }, ...on.effects] };
}
